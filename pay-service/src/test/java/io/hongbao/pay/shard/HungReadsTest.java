package io.hongbao.pay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HungReadsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int READS_MAX = 4;
    private static final String HUNG =
            "select count(*) from information_schema.processlist"
                    + " where db = database() and state like 'Waiting for table metadata%'";

    @Test
    void lists_that_hang_take_no_connection_from_who_pays() throws Exception {
        TestWallets wallets = TestWallets.create();
        TestDatabase first = wallets.databases().getFirst();
        try (var service =
                        TestPayService.start(
                                wallets,
                                new MovableClock(TestPayService.NOON),
                                new FakeBank(),
                                "hongbao.wallets.reads-max=" + READS_MAX);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = first.connect()) {
            service.waitUntilReady();
            UserId li = service.userWith(5_00);
            var ticket = service.payTicket(li, 1_00);
            service.packets.has(
                    new PacketSummary(
                            ticket.packet().value(),
                            li.value(),
                            1_00,
                            0,
                            0,
                            "UNPAID",
                            ticket.payBy()));
            SqlStatement.execute(other, "lock tables user_record write");
            var lists = new ArrayList<Future<Answer>>();
            for (int i = 0; i < 2 * READS_MAX; i++) {
                lists.add(threads.submit(() -> service.list(li, "?direction=sent")));
            }
            try (Connection watch = first.connect()) {
                Eventually.isTrue(
                        "lists hang",
                        PATIENCE,
                        () -> SqlQuery.number(watch, HUNG) == READS_MAX - 1);
            }

            assertThat(service.pay(ticket).status()).isEqualTo(200);
            assertThat(service.viewPayment(li, ticket.packet()).status()).isEqualTo(200);
            assertThat(lists).noneMatch(Future::isDone);

            SqlStatement.execute(other, "unlock tables");
            for (Future<Answer> list : lists) {
                assertThat(list.get().status()).isEqualTo(200);
            }
            service.assertMoneyIsConserved();
        }
    }
}
