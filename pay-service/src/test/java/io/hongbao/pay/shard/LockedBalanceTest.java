package io.hongbao.pay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.testkit.cases.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody holds the row of a balance for longer than the shard's lane waits. */
class LockedBalanceTest {

    private final TestWallets wallets = TestWallets.create();
    private TestPayService service;

    @BeforeEach
    void start() {
        service =
                TestPayService.start(
                        wallets,
                        new MovableClock(TestPayService.NOON),
                        new FakeBank(),
                        "hongbao.wallets.lock-wait-max=1s",
                        "hongbao.wallets.decide-max=2m");
        service.waitUntilReady();
    }

    @AfterEach
    void conserve() {
        service.assertMoneyIsConserved();
        service.close();
    }

    private Connection hold(UserId user) throws SQLException {
        Connection other = wallets.databases().getFirst().connect();
        other.setAutoCommit(false);
        SqlStatement.execute(
                other,
                "update balance set updated_at = updated_at where user_id = ?",
                user.value());
        return other;
    }

    @Test
    void the_payer_of_a_locked_balance_is_refused_alone_and_pays_when_it_is_free()
            throws Exception {
        UserId li = service.userWith(5_00);
        UserId wang = service.userWith(5_00);
        var ticket = service.payTicket(li, 1_00);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var _ = hold(li)) {
            for (int round = 0; round < 2; round++) {
                Future<Answer> refused = threads.submit(() -> service.pay(ticket));
                var neighbours = new ArrayList<Future<Answer>>();
                for (int i = 0; i < 2; i++) {
                    var own = service.payTicket(wang, 1_00);
                    neighbours.add(threads.submit(() -> service.pay(own)));
                }
                UserId isNew = TestPayService.newUser();
                String key = "round-" + round;
                neighbours.add(threads.submit(() -> service.topUp(isNew, key, 1_00, "card-good")));

                assertBusy(refused.get());
                for (Future<Answer> neighbour : neighbours) {
                    assertThat(neighbour.get().status()).isEqualTo(200);
                }
            }
        }

        assertThat(service.pay(ticket).status()).isEqualTo(200);
        assertThat(service.balance(li)).isEqualTo(4_00);
        assertThat(service.balance(wang)).isEqualTo(1_00);
    }

    private static void assertBusy(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.word()).isEqualTo("wallet_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
}
