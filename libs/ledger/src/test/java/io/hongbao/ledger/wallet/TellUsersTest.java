package io.hongbao.ledger.wallet;

import static io.hongbao.contracts.event.NotificationKind.PACKET_ACTIVE;
import static io.hongbao.contracts.event.NotificationKind.PACKET_FINISHED;
import static io.hongbao.contracts.event.NotificationKind.PACKET_REFUNDED;
import static io.hongbao.contracts.event.NotificationKind.PAYMENT_CONFIRMED;
import static io.hongbao.contracts.event.NotificationKind.SHARE_CREDITED;
import static io.hongbao.ledger.wallet.WalletShardFixture.NOON;
import static io.hongbao.ledger.wallet.WalletShardFixture.credit;
import static io.hongbao.ledger.wallet.WalletShardFixture.packet;
import static io.hongbao.ledger.wallet.WalletShardFixture.pay;
import static io.hongbao.ledger.wallet.WalletShardFixture.topUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.notification.Notification.Luckiest;
import io.hongbao.ledger.notification.NotificationDays;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.testkit.cases.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TellUsersTest {

    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);

    private final MovableClock clock = new MovableClock(NOON);
    private final WalletShardFixture shard = new WalletShardFixture();
    private final LaneConnection connection = shard.connection();
    private final LedgerWrites writes = new LedgerWrites(clock);
    private final TellUsers tellUsers = new TellUsers(clock);
    private final Notifications notifications = new Notifications(clock);

    @AfterEach
    void close() {
        connection.close();
    }

    private void post(Transfer... transfers) {
        writes.post(connection, List.of(transfers));
    }

    private List<NumberedNotification> after(UserId user, long number) {
        return connection.read(session -> notifications.after(session, user, number));
    }

    private List<NotificationKind> told(UserId user) {
        return after(user, 0).stream().map(each -> each.notification().kind()).toList();
    }

    private static Notification finished(UserId sender, long sequence, Instant at) {
        return new Notification(
                sender,
                PACKET_FINISHED,
                packet(sequence).value(),
                packet(sequence),
                null,
                new Money(5_00),
                new Luckiest(WANG, new Money(3_00)),
                at);
    }

    private static UserRecord sent(long sequence) {
        return UserRecord.sent(
                LI, packet(sequence), PacketKind.LUCKY, new Money(5_00), 2, NOON, "");
    }

    @Test
    void a_user_is_told_of_each_step_once_in_the_order_of_the_commits() {
        var records = new Records(tellUsers);
        for (int repeat = 0; repeat < 2; repeat++) {
            post(topUp(LI, "a", 9_00), pay(LI, packet(1), 5_00, "w"));
            records.add(connection, List.of(sent(1), sent(1)));
            post(credit(LI, packet(1), 0, 3_00));
            tellUsers.tellOnce(connection, List.of(finished(LI, 1, NOON)));
            post(Transfer.packetRefund(packet(2), LI, new Money(40), NOON));
        }

        assertThat(told(LI))
                .containsExactly(
                        PAYMENT_CONFIRMED,
                        PACKET_ACTIVE,
                        SHARE_CREDITED,
                        PACKET_FINISHED,
                        PACKET_REFUNDED);
        assertThat(after(LI, 0))
                .extracting(NumberedNotification::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void what_is_told_says_what_it_is_of() {
        post(credit(LI, packet(1), 7, 3_00));
        tellUsers.tellOnce(connection, List.of(finished(LI, 2, NOON.minusSeconds(5))));

        assertThat(after(LI, 0))
                .extracting(NumberedNotification::notification)
                .containsExactly(
                        new Notification(
                                LI,
                                SHARE_CREDITED,
                                packet(1) + ":7",
                                packet(1),
                                null,
                                new Money(3_00),
                                null,
                                NOON),
                        finished(LI, 2, NOON.minusSeconds(5)));
    }

    @Test
    void each_user_counts_by_himself_also_several_of_one_batch() {
        post(
                credit(LI, packet(1), 0, 1_00),
                credit(WANG, packet(1), 1, 2_00),
                credit(LI, packet(2), 0, 3_00));

        assertThat(after(LI, 0))
                .extracting(each -> each.notification().amount().fen())
                .containsExactly(1_00L, 3_00L);
        assertThat(after(LI, 1)).extracting(NumberedNotification::number).containsExactly(2L);
        assertThat(after(WANG, 0)).extracting(NumberedNotification::number).containsExactly(1L);
        assertThat(after(WANG, 1)).isEmpty();
    }

    @Test
    void an_event_that_comes_again_among_new_ones_is_told_once() {
        var first = finished(LI, 1, NOON);
        assertThat(tellUsers.tellOnce(connection, List.of(first, first)))
                .containsExactly(WriteOutcome.NEW, WriteOutcome.REPEATED);

        assertThat(tellUsers.tellOnce(connection, List.of(finished(LI, 2, NOON), first)))
                .containsExactly(WriteOutcome.NEW, WriteOutcome.REPEATED);

        assertThat(after(LI, 0)).hasSize(2);
    }

    @Test
    void who_never_had_money_is_told_too() {
        tellUsers.tellOnce(connection, List.of(finished(WANG, 1, NOON)));

        assertThat(told(WANG)).containsExactly(PACKET_FINISHED);
    }

    @Test
    void nobody_is_told_when_that_is_switched_off() {
        new LedgerWrites(clock, false).post(connection, List.of(credit(LI, packet(1), 0, 3_00)));
        new Records().add(connection, List.of(sent(1)));

        assertThat(after(LI, 0)).isEmpty();
    }

    @Test
    void pages_are_newest_first_and_end() {
        for (int share = 0; share < 5; share++) {
            post(credit(LI, packet(share), 0, 1));
            tellUsers.tellOnce(connection, List.of(finished(LI, share, NOON)));
        }

        var seen = new ArrayList<Long>();
        long before = Long.MAX_VALUE;
        while (true) {
            long from = before;
            List<NumberedNotification> page =
                    connection.read(session -> notifications.page(session, LI, from, 3));
            if (page.isEmpty()) {
                break;
            }
            page.forEach(each -> seen.add(each.number()));
            before = page.getLast().number();
        }

        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList().reversed());
    }

    @Test
    void what_is_older_than_a_week_is_shown_no_more_and_told_no_more() {
        post(credit(LI, packet(1), 0, 3_00));
        tellUsers.tellOnce(connection, List.of(finished(LI, 1, NOON)));

        clock.advance(Notifications.KEPT.plusSeconds(1));

        assertThat(after(LI, 0)).isEmpty();
        assertThat(tellUsers.tellOnce(connection, List.of(finished(LI, 2, NOON))))
                .containsExactly(WriteOutcome.REPEATED);
        assertThat(after(LI, 0)).isEmpty();
    }

    /** A number that is seen is never followed by a lower one: readers go on behind it. */
    @Test
    void writers_at_once_number_without_gaps_and_in_the_order_of_their_commits() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<Integer>>();
            for (int writer = 0; writer < 4; writer++) {
                int from = writer * 100;
                writers.add(
                        executor.submit(() -> {
                            try (LaneConnection own = shard.connection()) {
                                for (int i = 0; i < 25; i++) {
                                    writes.post(own, List.of(credit(LI, packet(from + i), 0, 1)));
                                    tellUsers.tellOnce(own, List.of(finished(LI, from + i, NOON)));
                                }
                            }
                            return from;
                        }));
            }
            var seen = new ArrayList<Long>();
            boolean done = false;
            while (!done) {
                done = writers.stream().allMatch(Future::isDone);
                long last = seen.isEmpty() ? 0 : seen.getLast();
                after(LI, last).forEach(each -> seen.add(each.number()));
            }
            for (Future<Integer> writer : writers) {
                writer.get();
            }

            assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        }
    }

    @Test
    void days_are_made_ahead_and_dropped_when_they_are_a_week_old() throws SQLException {
        try (Connection session = shard.database().connect()) {
            assertThat(NotificationDays.round(session)).isEqualTo(3);
            assertThat(NotificationDays.round(session)).isEqualTo(3);
            String first = partitions().getFirst();
            session.createStatement()
                    .execute(
                            """
                            alter table notification
                            reorganize partition %s into (
                                partition p20200101 values less than ('20200102'),
                                partition %s values less than ('%s'))
                            """
                                    .formatted(first, first, first.replace("p_before_", "")));

            NotificationDays.round(session);

            assertThat(partitions()).hasSize(5).startsWith(first);
        }
    }

    private List<String> partitions() throws SQLException {
        return shard.read(
                """
                select partition_name
                from information_schema.partitions
                where table_schema = database() and table_name = 'notification'
                    and partition_name <> 'p_later'
                order by partition_ordinal_position
                """);
    }

    @Test
    void a_payment_of_a_wrap_is_still_one() {
        post(topUp(LI, "a", 20_00), pay(LI, packet(1), 5_00, "w"));

        assertThat(writes.post(connection, List.of(pay(LI, packet(2), 5_00, "w"))))
                .containsExactly(new PostOutcome.WrapAlreadyPaid(packet(1)));
    }
}
