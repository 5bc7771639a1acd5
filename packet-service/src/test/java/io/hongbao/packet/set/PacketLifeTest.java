package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.NotificationV1;
import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.testkit.cases.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of packets on a real database, as one instance of the service lives it. */
final class PacketLifeTest {

    private static final UserId SENDER = new UserId(1001);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());

    @AfterEach
    void conserve() {
        set.checkConservation();
        set.close();
    }

    @Test
    void a_packet_is_wrapped_paid_opened_and_finished() {
        PacketState packet = set.wrap(SENDER, TestSet.lucky(88_88, 3));
        assertThat(set.open(packet, 1)).isInstanceOf(OpenOutcome.NotPaid.class);

        set.activate(packet, TestSet.now());
        List<OpenOutcome> opened =
                List.of(set.open(packet, 1), set.open(packet, 2), set.open(packet, 3));

        assertThat(opened).allMatch(OpenOutcome.Opened.class::isInstance);
        PacketState stored = set.stored(packet);
        assertThat(stored.state()).isEqualTo(StoredState.FINISHED);
        assertThat(stored.opens().left()).isEqualTo(Money.ZERO);
        assertThat(stored.opens().shares())
                .extracting(OpenedShare::shareNo)
                .containsExactly(0, 1, 2);
        assertThat(set.open(packet, 4)).isInstanceOf(OpenOutcome.Finished.class);
        Eventually.passes(
                "events are published",
                LIMIT,
                () -> {
                    assertThat(set.events(PacketActivatedV1.TYPE)).hasSize(1);
                    assertThat(set.events(ShareOpenedV1.TYPE)).hasSize(3);
                    OpenedShare luckiest = stored.opens().luckiest().orElseThrow();
                    assertThat(set.events(NotificationV1.TYPE))
                            .singleElement()
                            .satisfies(told ->
                                    assertThat(told.value())
                                            .contains(
                                                    "\"id\":\"PACKET_FINISHED:" + packet.number(),
                                                    "\"luckiestUserId\":" + luckiest.user() + ",",
                                                    "\"luckiestFen\":" + luckiest.amount().fen()));
                });
    }

    @Test
    void what_is_remembered_is_what_is_stored() {
        PacketState packet = set.active(SENDER, TestSet.lucky(100, 5));
        set.open(packet, 1);
        set.open(packet, 2);

        PacketState remembered =
                set.handle().lanes().memory().trusted(packet.number()).orElseThrow();

        PacketState stored = set.stored(packet);
        assertThat(remembered.lifecycle()).isEqualTo(stored.lifecycle());
        assertThat(remembered.terms()).isEqualTo(stored.terms());
        assertThat(remembered.opens().shares()).isEqualTo(stored.opens().shares());
        assertThat(remembered.opens().left()).isEqualTo(stored.opens().left());
    }

    @Test
    void three_hundred_users_at_once_open_exactly_a_hundred_shares() {
        PacketState packet = set.active(SENDER, TestSet.lucky(200_00, 100));

        List<CompletableFuture<OpenOutcome>> answers = new ArrayList<>();
        for (long user = 1; user <= 300; user++) {
            answers.add(set.submit(new PacketCommand.Open(packet.number(), new UserId(user))));
        }
        List<OpenOutcome> outcomes = answers.stream().map(TestSet::await).toList();

        List<OpenedShare> shares = shares(outcomes);
        assertThat(shares).hasSize(100);
        assertThat(shares.stream().mapToLong(share -> share.amount().fen()).sum())
                .isEqualTo(200_00);
        assertThat(outcomes.stream().filter(OpenOutcome.Finished.class::isInstance)).hasSize(200);
        for (OpenedShare share : shares) {
            assertThat(set.open(packet, share.user().value()))
                    .isEqualTo(new OpenOutcome.OpenedBefore(share));
        }
    }

    @Test
    void two_owners_of_a_table_never_give_a_share_twice() {
        try (TestSet other = TestSet.on(set.database())) {
            PacketState packet = set.active(SENDER, TestSet.lucky(200_00, 100));

            List<CompletableFuture<OpenOutcome>> answers = new ArrayList<>();
            for (long user = 1; user <= 300; user++) {
                var open = new PacketCommand.Open(packet.number(), new UserId(user));
                answers.add(set.submit(open));
                answers.add(other.submit(open));
            }
            List<OpenOutcome> outcomes = answers.stream().map(TestSet::await).toList();

            List<OpenedShare> first =
                    outcomes.stream()
                            .filter(OpenOutcome.Opened.class::isInstance)
                            .map(opened -> ((OpenOutcome.Opened) opened).share())
                            .toList();
            assertThat(first).hasSize(100).doesNotHaveDuplicates();
            assertThat(set.stored(packet).opens().shares())
                    .containsExactlyInAnyOrderElementsOf(first);
        }
    }

    @Test
    void a_wrong_memory_is_corrected_by_the_database() {
        try (TestSet other = TestSet.on(set.database())) {
            PacketState packet = set.active(SENDER, TestSet.lucky(100, 2));
            set.open(packet, 1);

            OpenOutcome elsewhere = other.open(packet, 2);
            OpenOutcome here = set.open(packet, 3);

            assertThat(elsewhere).isInstanceOf(OpenOutcome.Opened.class);
            assertThat(here).isInstanceOf(OpenOutcome.Finished.class);
        }
    }

    @Test
    void a_repeated_wrap_gives_the_same_packet_and_another_body_is_refused() {
        IdempotencyKey key = TestSet.newKey();
        var wrap = TestSet.wrapCommand(SENDER, key, TestSet.lucky(100, 2));
        var first = (WrapOutcome.Wrapped) TestSet.await(set.submit(wrap));
        set.activate(first.packet(), TestSet.now());

        WrapOutcome again = TestSet.await(set.submit(wrap));
        WrapOutcome other =
                TestSet.await(set.submit(TestSet.wrapCommand(SENDER, key, TestSet.lucky(101, 2))));
        WrapOutcome somebodyElse =
                TestSet.await(
                        set.submit(
                                TestSet.wrapCommand(new UserId(1002), key, TestSet.lucky(101, 2))));

        assertThat(again).isInstanceOf(WrapOutcome.WrappedBefore.class);
        PacketState repeated = ((WrapOutcome.WrappedBefore) again).packet();
        assertThat(repeated.terms()).isEqualTo(first.packet().terms());
        assertThat(repeated.state()).isEqualTo(StoredState.ACTIVE);
        assertThat(other).isInstanceOf(WrapOutcome.KeyReused.class);
        assertThat(somebodyElse).isInstanceOf(WrapOutcome.Wrapped.class);
    }

    @Test
    void the_same_wrap_on_two_instances_makes_one_packet() {
        try (TestSet other = TestSet.on(set.database())) {
            for (int i = 0; i < 50; i++) {
                var wrap = TestSet.wrapCommand(SENDER, TestSet.newKey(), TestSet.lucky(100, 2));

                var here = set.submit(wrap);
                var there = other.submit(wrap);

                assertThat(number(TestSet.await(here))).isEqualTo(number(TestSet.await(there)));
            }
        }
    }

    /** Nothing in memory says so: the inserts find out, and the whole batch is decided again. */
    @Test
    void among_new_wraps_those_that_another_instance_made_before_are_found() {
        List<PacketCommand.Wrap> wraps =
                Stream.generate(() ->
                                TestSet.wrapCommand(
                                        SENDER, TestSet.newKey(), TestSet.lucky(100, 2)))
                        .limit(200)
                        .toList();
        var before = new HashMap<PacketCommand.Wrap, OrderNumber>();
        try (TestSet other = TestSet.on(set.database())) {
            for (int i = 0; i < wraps.size(); i += 7) {
                before.put(wraps.get(i), number(TestSet.await(other.submit(wraps.get(i)))));
            }
        }

        List<CompletableFuture<WrapOutcome>> answers = wraps.stream().map(set::submit).toList();

        for (int i = 0; i < wraps.size(); i++) {
            WrapOutcome outcome = TestSet.await(answers.get(i));
            OrderNumber known = before.get(wraps.get(i));
            if (known == null) {
                assertThat(outcome).isInstanceOf(WrapOutcome.Wrapped.class);
            } else {
                assertThat(outcome).isInstanceOf(WrapOutcome.WrappedBefore.class);
                assertThat(number(outcome)).isEqualTo(known);
            }
        }
    }

    private static OrderNumber number(WrapOutcome outcome) {
        return switch (outcome) {
            case WrapOutcome.Wrapped(var packet) -> packet.number();
            case WrapOutcome.WrappedBefore(var packet) -> packet.number();
            case WrapOutcome.KeyReused _ -> throw new AssertionError("the same request");
        };
    }

    @Test
    void an_exclusive_packet_opens_for_its_recipients_only() {
        var draft =
                new Draft(
                        PacketKind.EXCLUSIVE,
                        new Money(100),
                        2,
                        "",
                        List.of(new UserId(7), new UserId(8)),
                        Duration.ofHours(1),
                        Duration.ofMinutes(15));
        PacketState packet = set.active(SENDER, draft);

        assertThat(set.open(packet, 9)).isInstanceOf(OpenOutcome.NotARecipient.class);
        assertThat(shares(List.of(set.open(packet, 7), set.open(packet, 8))))
                .allMatch(share -> share.amount().fen() == 50);
        assertThat(set.stored(packet).terms().recipients())
                .containsExactly(new UserId(7), new UserId(8));
    }

    @Test
    void a_packet_that_does_not_exist_is_not_found() {
        var number = OrderNumber.of(LocalDate.of(2026, 1, 1), 1, TestSet.ID, 5);

        assertThat(TestSet.await(set.submit(new PacketCommand.Open(number, SENDER))))
                .isInstanceOf(OpenOutcome.NotFound.class);
    }

    @Test
    void a_payment_told_twice_or_after_opens_changes_nothing() {
        PacketState packet = set.wrap(SENDER, TestSet.lucky(100, 2));
        Instant paidAt = TestSet.now();

        ActivateOutcome first = set.activate(packet, paidAt);
        ActivateOutcome repeat = set.activate(packet, paidAt);
        set.open(packet, 1);
        set.open(packet, 2);
        ActivateOutcome late = set.activate(packet, paidAt.plusSeconds(1));

        assertThat(first).isInstanceOf(ActivateOutcome.Activated.class);
        assertThat(repeat).isInstanceOf(ActivateOutcome.ActivatedBefore.class);
        assertThat(late).isInstanceOf(ActivateOutcome.ActivatedBefore.class);
        assertThat(set.stored(packet).lifecycle().paidAt()).isEqualTo(paidAt);
        assertThat(set.stored(packet).state()).isEqualTo(StoredState.FINISHED);
    }

    @Test
    void a_payment_of_another_payer_total_wrap_or_time_is_refused() {
        PacketState packet = set.wrap(SENDER, TestSet.lucky(100, 2));
        var number = packet.number();
        var key = packet.terms().wrapKey();
        var total = new Money(100);
        Instant now = TestSet.now();

        var others =
                List.of(
                        new PacketCommand.Activate(number, new UserId(2), total, key, now),
                        new PacketCommand.Activate(number, SENDER, new Money(99), key, now),
                        new PacketCommand.Activate(
                                number, SENDER, total, new IdempotencyKey("other"), now),
                        new PacketCommand.Activate(
                                number, SENDER, total, key, now.minus(Duration.ofDays(2))),
                        new PacketCommand.Activate(
                                number, SENDER, total, key, now.plus(Duration.ofHours(1))));

        assertThat(others)
                .allSatisfy(other ->
                        assertThat(TestSet.await(set.submit(other)))
                                .isInstanceOf(ActivateOutcome.OtherPayment.class));
        assertThat(set.stored(packet).state()).isEqualTo(StoredState.UNPAID);
    }

    @Test
    void a_payment_known_after_the_packet_was_closed_makes_it_active() {
        PacketState packet = set.wrap(SENDER, TestSet.lucky(100, 2));
        Instant paidAt = TestSet.now().minus(Duration.ofMinutes(20));
        set.age(packet, Duration.ofHours(1));
        assertThat(set.expire(packet)).isInstanceOf(ExpireOutcome.Closed.class);
        assertThat(set.open(packet, 1)).isInstanceOf(OpenOutcome.NotPaid.class);

        set.activate(packet, paidAt);

        assertThat(set.stored(packet).state()).isEqualTo(StoredState.ACTIVE);
        assertThat(set.open(packet, 1)).isInstanceOf(OpenOutcome.Opened.class);
    }

    @Test
    void a_payment_known_after_the_whole_lifetime_is_refunded_at_once() {
        PacketState packet = set.wrap(SENDER, TestSet.lucky(100, 2));
        Instant paidAt = TestSet.now().minus(Duration.ofHours(25));
        set.age(packet, Duration.ofHours(26));
        set.expire(packet);

        ActivateOutcome outcome = set.activate(packet, paidAt);
        ActivateOutcome repeat = set.activate(packet, paidAt);

        assertThat(((ActivateOutcome.Activated) outcome).packet().state())
                .isEqualTo(StoredState.REFUNDED);
        assertThat(repeat).isInstanceOf(ActivateOutcome.ActivatedBefore.class);
        assertThat(set.open(packet, 1)).isInstanceOf(OpenOutcome.Expired.class);
        Eventually.passes(
                "activation and refund are told once",
                LIMIT,
                () -> {
                    assertThat(set.events(PacketActivatedV1.TYPE)).hasSize(1);
                    assertThat(set.events(PacketRefundedV1.TYPE)).hasSize(1);
                });
    }

    @Test
    void what_nobody_opened_goes_back_once() {
        PacketState packet = set.active(SENDER, TestSet.lucky(100, 3));
        set.open(packet, 1);
        assertThat(set.expire(packet)).isInstanceOf(ExpireOutcome.NothingDue.class);

        set.age(packet, Duration.ofHours(25));
        assertThat(set.open(packet, 2)).isInstanceOf(OpenOutcome.Expired.class);
        ExpireOutcome refunded = set.expire(packet);
        ExpireOutcome again = set.expire(packet);

        PacketState stored = set.stored(packet);
        assertThat(refunded).isEqualTo(new ExpireOutcome.Refunded(stored.opens().left()));
        assertThat(again).isInstanceOf(ExpireOutcome.NothingDue.class);
        assertThat(stored.state()).isEqualTo(StoredState.REFUNDED);
        assertThat(stored.opens().sharesLeft()).isEqualTo(2);
        assertThat(set.open(packet, 1)).isInstanceOf(OpenOutcome.OpenedBefore.class);
        Eventually.passes(
                "one refund is told",
                LIMIT,
                () -> assertThat(set.events(PacketRefundedV1.TYPE)).hasSize(1));
    }

    @Test
    void due_packets_are_found_the_longest_due_first() {
        PacketState unpaid = set.wrap(SENDER, TestSet.lucky(100, 1));
        PacketState notDue = set.wrap(SENDER, TestSet.lucky(100, 1));
        set.age(unpaid, Duration.ofHours(1));
        Instant deadline = Instant.now().plus(LIMIT);

        List<OrderNumber> due = new ArrayList<>();
        List<OrderNumber> dueForADay = new ArrayList<>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            var lanes = set.handle().lanes();
            due.addAll(TestSet.await(lanes.due(table, Duration.ZERO, 10, deadline)));
            dueForADay.addAll(TestSet.await(lanes.due(table, Duration.ofDays(1), 10, deadline)));
        }

        assertThat(due).containsExactly(unpaid.number()).doesNotContain(notDue.number());
        assertThat(dueForADay).isEmpty();
    }

    private static List<OpenedShare> shares(List<OpenOutcome> outcomes) {
        return outcomes.stream()
                .filter(OpenOutcome.Opened.class::isInstance)
                .map(opened -> ((OpenOutcome.Opened) opened).share())
                .toList();
    }
}
