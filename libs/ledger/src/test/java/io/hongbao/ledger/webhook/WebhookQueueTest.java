package io.hongbao.ledger.webhook;

import static io.hongbao.ledger.wallet.WalletShardFixture.NOON;
import static io.hongbao.ledger.wallet.WalletShardFixture.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.notification.ToldNumbers;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.TellUsers;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.ledger.wallet.WalletShardFixture;
import io.hongbao.ledger.webhook.WebhookQueue.Round;
import io.hongbao.testkit.cases.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookQueueTest {

    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);
    private static final WebhookLimits LIMITS =
            new WebhookLimits(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(24));

    private final MovableClock clock = new MovableClock(NOON);
    private final WalletShardFixture shard = new WalletShardFixture();
    private final LaneConnection connection = shard.connection();
    private final LedgerWrites writes = new LedgerWrites(clock);
    private final TellUsers tellUsers = new TellUsers(clock);
    private final WebhookQueue queue = new WebhookQueue(LIMITS, clock, new Random(1));

    private int shares;

    @AfterEach
    void close() {
        connection.close();
    }

    private void credit(UserId... users) {
        writes.post(connection, List.of(users).stream().map(this::nextShare).toList());
    }

    private Transfer nextShare(UserId user) {
        return Transfer.shareCredit(packet(1), shares++, user, new Money(1), NOON);
    }

    private static Notification finished(UserId sender, long sequence) {
        return Notification.ofPacket(
                NotificationKind.PACKET_FINISHED, sender, packet(sequence), new Money(5), NOON);
    }

    private Round round(int leasesMax, DeliveryEnd... ends) {
        return connection.inTransaction(session -> queue.round(session, List.of(ends), leasesMax));
    }

    private void switchOn() {
        assertThat(round(0).leases()).isEmpty();
    }

    private List<ToldNumbers> leased() {
        return round(10).leases().stream().map(Lease::numbers).toList();
    }

    private static DeliveryEnd delivered(Lease lease) {
        return new DeliveryEnd(lease, lease.numbers().last(), true, null);
    }

    private static DeliveryEnd failed(Lease lease) {
        return new DeliveryEnd(lease, lease.before(), false, "status 500");
    }

    private WebhookState state() {
        return connection.read(Webhooks::state).orElseThrow();
    }

    private void replay(@Nullable Instant since) {
        assertThat(replayed(since)).isTrue();
    }

    private boolean replayed(@Nullable Instant since) {
        return connection.inTransaction(
                session -> Webhooks.replay(session, since, clock.instant()));
    }

    @Test
    void while_the_webhook_is_off_nothing_is_written_for_it() throws SQLException {
        credit(LI, WANG);
        tellUsers.tellOnce(connection, List.of(finished(LI, 1)));

        assertThat(shard.read("select id from webhook_told")).isEmpty();
        assertThat(connection.read(Webhooks::state)).isEmpty();
    }

    @Test
    void whoever_tells_users_says_in_one_row_which_numbers_they_got() throws SQLException {
        switchOn();

        credit(LI, WANG, LI);
        new Records(tellUsers)
                .add(
                        connection,
                        List.of(
                                UserRecord.sent(
                                        LI,
                                        packet(1),
                                        PacketKind.LUCKY,
                                        new Money(5),
                                        2,
                                        NOON,
                                        "")));
        tellUsers.tellOnce(connection, List.of(finished(WANG, 1)));

        assertThat(shard.read("select numbers from webhook_told order by id"))
                .containsExactly("1001:1-2,1002:1-1", "1001:3-3", "1002:2-2");
        assertThat(shard.read("select distinct day from webhook_told")).containsExactly("20261121");
    }

    @Test
    void what_a_batch_publishes_keeps_the_key_of_its_own_row() throws SQLException {
        switchOn();
        credit(LI);
        var needs = new WalletNeeds();
        Transfer share = nextShare(LI);
        needs.posting(share);

        var written =
                writes.write(
                        connection,
                        needs,
                        batch -> {
                            batch.publish(
                                    new OutboxEvent("topic", 0, "key", "Type", "group", "{}", "s"));
                            return batch.post(share);
                        });

        assertThat(shard.read("select id from outbox"))
                .containsExactly(Long.toString(written.outbox().orElseThrow().rowId()));
    }

    /** A round may be long, for a wallet. */
    @Test
    void who_writes_does_not_wait_for_a_round() throws SQLException {
        switchOn();
        credit(LI);
        try (LaneConnection other = shard.connection()) {
            other.inTransaction(session -> {
                queue.round(session, List.of(), 10);

                credit(LI, WANG);
                return WANG;
            });
        }
        assertThat(shard.read("select numbers from webhook_told"))
                .containsExactly("1001:2-2,1002:1-1");
    }

    @Test
    void a_user_is_leased_once_and_again_from_where_it_was_given_back() {
        switchOn();
        credit(LI, LI, LI);
        Lease first = round(10).leases().getFirst();
        credit(LI);
        assertThat(leased()).isEmpty();

        Lease second = round(10, new DeliveryEnd(first, 2, true, null)).leases().getFirst();

        assertThat(first.numbers()).isEqualTo(new ToldNumbers(LI, 1, 3));
        assertThat(second.numbers()).isEqualTo(new ToldNumbers(LI, 3, 4));
        assertThat(round(10, delivered(second)).leases()).isEmpty();
        assertThat(connection.read(Webhooks::backlog)).isEqualTo(new WebhookBacklog(0, 0, null));
    }

    @Test
    void of_a_user_with_many_a_part_is_leased_and_the_oldest_users_come_first() {
        switchOn();
        for (int i = 0; i < 25; i++) {
            credit(LI);
        }
        round(0);
        clock.advance(Duration.ofSeconds(1));
        credit(WANG);

        Lease lease = round(1).leases().getFirst();

        assertThat(lease.numbers()).isEqualTo(new ToldNumbers(LI, 1, WaitingRows.NUMBERS_MAX));
        assertThat(leased()).containsExactly(new ToldNumbers(WANG, 1, 1));
        assertThat(round(10, delivered(lease)).leases())
                .extracting(Lease::numbers)
                .containsExactly(new ToldNumbers(LI, 21, 25));
    }

    /** As after a kill between answer and mark. */
    @Test
    void a_lease_that_is_not_given_back_is_over_in_time_and_counts_no_more() {
        switchOn();
        credit(LI, LI);
        Lease lost = round(10).leases().getFirst();
        clock.advance(LIMITS.lease().minusMillis(1));
        assertThat(leased()).isEmpty();
        clock.advance(Duration.ofMillis(1));

        Lease again = round(10).leases().getFirst();
        round(10, new DeliveryEnd(lost, 1, true, null));

        assertThat(again.numbers()).isEqualTo(lost.numbers());
        assertThat(round(10, delivered(again)).leases()).isEmpty();
        assertThat(connection.read(Webhooks::backlog).users()).isZero();
    }

    @Test
    void pauses_double_up_to_the_longest_and_end_with_a_success() {
        switchOn();
        credit(LI, LI);
        Lease lease = round(1).leases().getFirst();
        long most = 1_000;
        for (int attempt = 1; attempt <= 14; attempt++) {
            round(0, failed(lease));
            clock.advance(Duration.ofMillis(most / 2 - 1));
            assertThat(leased()).as("attempt %d", attempt).isEmpty();
            clock.advance(Duration.ofMillis(most / 2 + 1));
            lease = round(1).leases().getFirst();
            assertThat(lease.attempts()).isEqualTo(attempt);
            most = Math.min(2 * most, LIMITS.retryMax().toMillis());
        }

        round(0, new DeliveryEnd(lease, 1, true, "status 500"));

        clock.advance(Duration.ofSeconds(1));
        assertThat(round(1).leases())
                .singleElement()
                .satisfies(next -> assertThat(next.attempts()).isEqualTo(1));
    }

    @Test
    void while_the_receiver_fails_one_user_at_a_time_is_tried() {
        switchOn();
        credit(LI, WANG, new UserId(1003));
        Lease lease = round(1).leases().getFirst();
        assertThat(round(10, failed(lease)).leases()).hasSize(1);

        assertThat(state().failing()).isTrue();
        Lease next = round(10).leases().getFirst();
        clock.advance(Duration.ofSeconds(1));
        assertThat(round(10, delivered(next)).leases()).hasSize(1);
        assertThat(state().failing()).isFalse();
    }

    @Test
    void after_a_day_without_a_success_nothing_is_leased_until_a_replay() {
        switchOn();
        credit(LI);
        round(0, failed(round(1).leases().getFirst()));
        clock.advance(LIMITS.disableAfter().minusSeconds(1));
        round(0, failed(round(1).leases().getFirst()));
        assertThat(state().disabled()).isFalse();

        clock.advance(Duration.ofHours(1));
        round(0, failed(round(1).leases().getFirst()));

        assertThat(state().disabledAt()).isEqualTo(clock.instant());
        assertThat(state().lastAnswer()).isEqualTo("status 500");
        clock.advance(Duration.ofHours(1));
        credit(LI, WANG);
        assertThat(leased()).isEmpty();
        replay(null);
        assertThat(leased())
                .containsExactlyInAnyOrder(new ToldNumbers(LI, 1, 2), new ToldNumbers(WANG, 1, 1));
        assertThat(state().disabled()).isFalse();
    }

    @Test
    void a_replay_has_what_failed_tried_at_once() {
        switchOn();
        credit(LI);
        round(0, failed(round(1).leases().getFirst()));
        assertThat(leased()).isEmpty();

        replay(null);

        assertThat(round(1).leases())
                .singleElement()
                .satisfies(lease -> assertThat(lease.attempts()).isZero());
    }

    @Test
    void a_success_begins_the_day_anew() {
        switchOn();
        credit(LI, LI);
        round(0, failed(round(1).leases().getFirst()));
        clock.advance(LIMITS.disableAfter());

        round(0, new DeliveryEnd(round(1).leases().getFirst(), 1, true, "status 500"));

        assertThat(state().failingSince()).isEqualTo(clock.instant());
        assertThat(state().disabled()).isFalse();
    }

    @Test
    void a_replay_leases_again_what_was_told_since_also_while_the_webhook_was_off() {
        credit(LI, LI);
        clock.advance(Duration.ofHours(1));
        Instant since = clock.instant();
        credit(LI);
        tellUsers.tellOnce(
                connection,
                List.of(
                        Notification.ofPacket(
                                NotificationKind.PACKET_FINISHED,
                                WANG,
                                packet(1),
                                new Money(5),
                                since)));
        switchOn();
        credit(LI);
        round(10, delivered(round(10).leases().getFirst()));

        replay(since);
        round(0);
        round(0);

        assertThat(leased())
                .containsExactlyInAnyOrder(new ToldNumbers(LI, 3, 4), new ToldNumbers(WANG, 1, 1));
        assertThat(state().replaying()).isFalse();
    }

    @Test
    void what_is_delivered_during_a_replay_does_not_end_it() {
        switchOn();
        credit(LI, LI);
        round(10, delivered(round(10).leases().getFirst()));
        credit(LI);
        Lease lease = round(10).leases().getFirst();

        replay(NOON);
        round(0);
        round(0, delivered(lease));

        clock.advance(LIMITS.lease());
        assertThat(leased()).containsExactly(new ToldNumbers(LI, 1, 3));
    }

    @Test
    void whom_a_week_told_nothing_is_forgotten() throws SQLException {
        switchOn();
        credit(LI, WANG);
        round(0);
        try (Connection session = shard.database().connect()) {
            session.createStatement()
                    .execute(
                            "update webhook_waiting set told_at = utc_timestamp(3) - interval 6 day"
                                    + " where user_id = 1002");
            session.createStatement()
                    .execute(
                            "update webhook_waiting set told_at = utc_timestamp(3) - interval 8 day"
                                    + " where user_id = 1001");

            Webhooks.removeOld(session);
        }

        assertThat(shard.read("select user_id from webhook_waiting")).containsExactly("1002");
    }

    @Test
    void switched_off_it_forgets_what_waits() throws SQLException {
        switchOn();
        credit(LI);
        round(0);
        credit(LI);

        try (Connection session = shard.database().connect()) {
            Webhooks.switchOff(session);
        }
        credit(LI);

        assertThat(connection.read(Webhooks::state)).isEmpty();
        assertThat(shard.read("select user_id from webhook_waiting")).isEmpty();
        assertThat(shard.read("select id from webhook_told")).isEmpty();
        assertThat(replayed(NOON)).isFalse();
    }

    /** Ids are given before they are committed: of two batches, either may be seen first. */
    @Test
    void of_writers_and_takers_at_once_each_user_is_delivered_every_number_in_order()
            throws Exception {
        switchOn();
        List<UserId> users = LongStream.range(2001, 2011).mapToObj(UserId::new).toList();
        int writers = 4;
        int batches = 25;
        Map<UserId, List<Long>> delivered = new ConcurrentHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                int from = writer * batches;
                writing.add(executor.submit(() -> write(users, from, batches)));
            }
            var taking = new ArrayList<Future<?>>();
            for (int taker = 0; taker < 2; taker++) {
                taking.add(executor.submit(() -> take(delivered, writing)));
            }
            for (Future<?> each : writing) {
                each.get();
            }
            for (Future<?> each : taking) {
                each.get();
            }
        }

        List<Long> all = LongStream.rangeClosed(1, (long) writers * batches).boxed().toList();
        assertThat(delivered).hasSize(users.size());
        assertThat(delivered.values()).allSatisfy(each -> assertThat(each).isEqualTo(all));
    }

    private boolean write(List<UserId> users, int from, int batches) {
        try (LaneConnection own = shard.connection()) {
            for (int i = from; i < from + batches; i++) {
                int share = i;
                writes.post(
                        own,
                        users.stream()
                                .map(user ->
                                        Transfer.shareCredit(
                                                packet(user.value()),
                                                share,
                                                user,
                                                new Money(1),
                                                NOON))
                                .toList());
            }
        }
        return true;
    }

    private boolean take(Map<UserId, List<Long>> delivered, List<Future<?>> writing) {
        var notifications = new Notifications(clock);
        List<DeliveryEnd> ends = List.of();
        try (LaneConnection own = shard.connection()) {
            for (int rounds = 0; rounds < 10_000; rounds++) {
                boolean written = writing.stream().allMatch(Future::isDone);
                List<DeliveryEnd> given = ends;
                List<Lease> leases =
                        own.inTransaction(session -> queue.round(session, given, 5)).leases();
                if (leases.isEmpty() && written && waitsNothing(own)) {
                    return true;
                }
                Map<UserId, List<NumberedNotification>> told =
                        own.read(session ->
                                notifications.of(
                                        session, leases.stream().map(Lease::numbers).toList()));
                told.forEach((user, each) ->
                        delivered
                                .computeIfAbsent(user, _ -> new ArrayList<>())
                                .addAll(each.stream().map(NumberedNotification::number).toList()));
                ends = leases.stream().map(WebhookQueueTest::delivered).toList();
            }
            throw new IllegalStateException("must end");
        }
    }

    private static boolean waitsNothing(LaneConnection connection) {
        return connection.read(Webhooks::backlog).users() == 0;
    }

    @Test
    void what_a_lease_is_of_is_read_in_order_whatever_it_is_stored_as() {
        switchOn();
        credit(LI);
        tellUsers.tellOnce(connection, List.of(finished(LI, 7)));
        credit(LI, WANG);
        List<ToldNumbers> numbers = leased();

        Map<UserId, List<NumberedNotification>> told =
                connection.read(session -> new Notifications(clock).of(session, numbers));

        assertThat(told.get(LI))
                .extracting(each -> each.number() + " " + each.notification().kind())
                .containsExactly("1 SHARE_CREDITED", "2 PACKET_FINISHED", "3 SHARE_CREDITED");
        assertThat(told.get(WANG)).hasSize(1);
        assertThat(Optional.ofNullable(told.get(new UserId(7)))).isEmpty();
    }
}
