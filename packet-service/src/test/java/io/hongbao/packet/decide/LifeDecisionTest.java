package io.hongbao.packet.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.Facts.KnownPacket;
import io.hongbao.packet.decide.Facts.WrapEntry;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Activation, expiry and wrapping, as pure decisions. */
final class LifeDecisionTest {

    private static final WrapKey KEY = new WrapKey(Packets.LI, new IdempotencyKey("k1"));
    private static final WrapFingerprint REQUEST = WrapFingerprint.ofText("request");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | payer | fen | key | hours since paid | answer          | changes
                    UNPAID   | 1002  | 100 | k   | 0                | OtherPayment    | none
                    UNPAID   | 1001  | 99  | k   | 0                | OtherPayment    | none
                    UNPAID   | 1001  | 100 | K   | 0                | OtherPayment    | none
                    ACTIVE   | 1001  | 101 | k   | 0                | OtherPayment    | none
                    CLOSED   | 1001  | 100 | k2  | 0                | OtherPayment    | none
                    ACTIVE   | 1001  | 100 | k   | 0                | ActivatedBefore | none
                    FINISHED | 1001  | 100 | k   | 0                | ActivatedBefore | none
                    REFUNDED | 1001  | 100 | k   | 25               | ActivatedBefore | none
                    UNPAID   | 1001  | 100 | k   | 0                | Activated       | Activated
                    CLOSED   | 1001  | 100 | k   | 23               | Activated       | Activated
                    CLOSED   | 1001  | 100 | k   | 24               | Activated       | RefundedAtOnce
                    UNPAID   | 1001  | 100 | k   | 48               | Activated       | RefundedAtOnce
                    """)
    void a_payment_activates_its_packet_once(
            StoredState state,
            long payer,
            long fen,
            String key,
            int hours,
            String answer,
            String change) {
        PacketState packet = Packets.packet(state, PacketKind.LUCKY, false);
        var command =
                new PacketCommand.Activate(
                        Packets.NUMBER,
                        new UserId(payer),
                        new Money(fen),
                        new IdempotencyKey(key),
                        Packets.PAID_AT);

        Decisions decisions =
                decide(packet, Packets.PAID_AT.plus(Duration.ofHours(hours)), command);

        assertThat(decisions.outcomes().getFirst().getClass().getSimpleName()).isEqualTo(answer);
        assertThat(names(decisions.changes())).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state  | from     | ms     | answer
                    UNPAID | the wrap | -60001 | OtherPayment
                    UNPAID | the wrap | -60000 | Activated
                    CLOSED | the wrap | -60001 | OtherPayment
                    UNPAID | now      | 60000  | Activated
                    UNPAID | now      | 60001  | OtherPayment
                    CLOSED | now      | 60001  | OtherPayment
                    ACTIVE | now      | 60001  | OtherPayment
                    """)
    void a_payment_of_before_the_wrap_or_yet_to_come_activates_nothing(
            StoredState state, String from, long ms, String answer) {
        PacketState packet = Packets.packet(state, PacketKind.LUCKY, false);
        Instant now = packet.terms().createdAt().plus(Duration.ofHours(1));
        Instant base = from.equals("now") ? now : packet.terms().createdAt();

        Decisions decisions = decide(packet, now, paid(base.plusMillis(ms)));

        assertThat(decisions.outcomes().getFirst().getClass().getSimpleName()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | payer | fen | key                           | hours | answer          | changes
                    UNPAID   | 1002  | 100 | moment:2026112100000000000990 | 0     | OtherPayment    | none
                    UNPAID   | 1001  | 99  | moment:2026112100000000000990 | 0     | OtherPayment    | none
                    UNPAID   | 1001  | 100 | moment:2026112100000000000991 | 0     | OtherPayment    | none
                    FINISHED | 1001  | 101 | moment:2026112100000000000990 | 0     | OtherPayment    | none
                    FINISHED | 1001  | 100 | moment:2026112100000000000990 | 0     | ActivatedBefore | none
                    UNPAID   | 1001  | 100 | moment:2026112100000000000990 | 0     | Activated       | Seen
                    CLOSED   | 1001  | 100 | moment:2026112100000000000990 | 23    | Activated       | Seen
                    CLOSED   | 1001  | 100 | moment:2026112100000000000990 | 24    | Activated       | Seen
                    UNPAID   | 1001  | 100 | moment:2026112100000000000990 | 4800  | Activated       | Seen
                    """)
    void a_payment_to_see_a_moment_opens_for_the_poster_however_late_it_is_known(
            StoredState state,
            long payer,
            long fen,
            String key,
            int hours,
            String answer,
            String change) {
        PacketState view = Packets.view(state);
        var command =
                new PacketCommand.Activate(
                        Packets.NUMBER,
                        new UserId(payer),
                        new Money(fen),
                        new IdempotencyKey(key),
                        Packets.PAID_AT);

        Decisions decisions = decide(view, Packets.PAID_AT.plus(Duration.ofHours(hours)), command);

        assertThat(decisions.outcomes().getFirst().getClass().getSimpleName()).isEqualTo(answer);
        assertThat(names(decisions.changes())).isEqualTo(change);
        for (Change changed : decisions.changes()) {
            PacketState after = changed.after();
            assertThat(after.state()).isEqualTo(StoredState.FINISHED);
            assertThat(after.dueAt()).isNull();
            assertThat(after.opens().shares())
                    .containsExactly(
                            new OpenedShare(0, Packets.WANG, new Money(100), Packets.PAID_AT));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNPAID", "CLOSED", "FINISHED"})
    void a_view_of_a_moment_is_no_packet_that_anybody_could_open(StoredState state) {
        PacketState view = Packets.view(state);

        Decisions decisions =
                decide(
                        view,
                        Packets.PAID_AT,
                        new PacketCommand.Open(Packets.NUMBER, Packets.WANG),
                        new PacketCommand.Open(Packets.NUMBER, Packets.LI));

        assertThat(decisions.outcomes())
                .containsExactly(new OpenOutcome.NotFound(), new OpenOutcome.NotFound());
        assertThat(decisions.changes()).isEmpty();
    }

    @Test
    void an_unpaid_view_closes_and_a_batch_may_pay_it_all_the_same() {
        PacketState view = Packets.view(StoredState.UNPAID);
        var paid =
                new PacketCommand.Activate(
                        Packets.NUMBER,
                        Packets.LI,
                        new Money(100),
                        view.terms().wrapKey(),
                        Packets.PAID_AT);

        Decisions decisions =
                decide(
                        view,
                        view.terms().payBy().plusSeconds(1),
                        new PacketCommand.Expire(Packets.NUMBER),
                        paid,
                        paid);

        assertThat(names(decisions.changes())).isEqualTo("Closed Seen");
        assertThat(decisions.outcomes().getLast())
                .isInstanceOf(ActivateOutcome.ActivatedBefore.class);
    }

    @Test
    void an_order_that_does_not_exist_cannot_be_activated() {
        var facts =
                new Facts(Map.of(Packets.NUMBER, KnownPacket.read(null)), null, Packets.PAID_AT);

        Decisions decisions = decide(facts, paid(Packets.PAID_AT));

        assertThat(decisions.outcomes()).containsExactly(new ActivateOutcome.NotFound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | ms after pay by or expiry      | answer     | changes
                    UNPAID   | -1                             | NothingDue | none
                    UNPAID   | 0                              | Closed     | Closed
                    ACTIVE   | -1                             | NothingDue | none
                    ACTIVE   | 0                              | Refunded   | Refunded
                    ACTIVE   | 1                              | Refunded   | Refunded
                    FINISHED | 1                              | NothingDue | none
                    REFUNDED | 1                              | NothingDue | none
                    CLOSED   | 1                              | NothingDue | none
                    """)
    void what_is_over_ends_once(StoredState state, int passedMs, String answer, String change) {
        PacketState packet = Packets.packet(state, PacketKind.LUCKY, false);
        Instant limit = state == StoredState.UNPAID ? packet.terms().payBy() : Packets.EXPIRES_AT;

        Decisions decisions =
                decide(
                        packet,
                        limit.plusMillis(passedMs),
                        new PacketCommand.Expire(Packets.NUMBER));

        assertThat(decisions.outcomes().getFirst().getClass().getSimpleName()).isEqualTo(answer);
        assertThat(names(decisions.changes())).isEqualTo(change);
    }

    @Test
    void a_batch_may_close_activate_and_open_the_same_packet() {
        PacketState packet = Packets.packet(StoredState.UNPAID, PacketKind.LUCKY, false);
        Instant now = packet.terms().payBy().plusSeconds(1);

        Decisions decisions =
                decide(
                        packet,
                        now,
                        new PacketCommand.Expire(Packets.NUMBER),
                        paid(Packets.PAID_AT),
                        new PacketCommand.Open(Packets.NUMBER, Packets.WANG));

        assertThat(names(decisions.changes())).isEqualTo("Closed Activated Opened");
        assertThat(decisions.changes().getLast().after().version()).isEqualTo(3);
    }

    @Test
    void a_wrap_asks_for_its_key_first() {
        var facts = new Facts(Map.of(), null, Packets.PAID_AT);

        Decisions decisions = decide(facts, wrap(REQUEST));

        assertThat(decisions.settled()).isFalse();
        assertThat(decisions.wrapsToRead()).isTrue();
    }

    @Test
    void wraps_with_the_same_key_in_one_batch_make_one_packet() {
        var facts = new Facts(Map.of(), Map.of(), Packets.PAID_AT);

        Decisions decisions =
                decide(facts, wrap(REQUEST), wrap(REQUEST), wrap(WrapFingerprint.ofText("other")));

        assertThat(decisions.outcomes())
                .hasExactlyElementsOfTypes(
                        WrapOutcome.Wrapped.class,
                        WrapOutcome.WrappedBefore.class,
                        WrapOutcome.KeyReused.class);
        assertThat(decisions.changes()).hasSize(1);
    }

    @Test
    void a_repeated_wrap_gets_the_packet_as_it_is_now() {
        PacketState packet = Packets.packet(StoredState.FINISHED, PacketKind.LUCKY, true);
        var entry = new WrapEntry(Packets.NUMBER, REQUEST);
        var unread = new Facts(Map.of(), Map.of(KEY, entry), Packets.PAID_AT);
        var read =
                new Facts(
                        Map.of(Packets.NUMBER, KnownPacket.read(packet)),
                        Map.of(KEY, entry),
                        Packets.PAID_AT);

        assertThat(decide(unread, wrap(REQUEST)).toRead()).containsExactly(Packets.NUMBER);
        assertThat(decide(read, wrap(REQUEST)).outcomes())
                .containsExactly(new WrapOutcome.WrappedBefore(packet));
    }

    private static PacketCommand.Activate paid(Instant at) {
        return new PacketCommand.Activate(
                Packets.NUMBER, Packets.LI, new Money(100), new IdempotencyKey("k"), at);
    }

    private static PacketCommand.Wrap wrap(WrapFingerprint fingerprint) {
        var draft =
                new Draft(
                        PacketKind.LUCKY,
                        new Money(100),
                        2,
                        "",
                        List.of(),
                        Packets.LIFETIME,
                        Duration.ofMinutes(15));
        return new PacketCommand.Wrap(KEY, draft, fingerprint, 0);
    }

    private static Decisions decide(PacketState packet, Instant now, PacketCommand<?>... batch) {
        return decide(
                new Facts(Map.of(Packets.NUMBER, KnownPacket.read(packet)), null, now), batch);
    }

    private static Decisions decide(Facts facts, PacketCommand<?>... batch) {
        return Decisions.of(
                List.of(batch),
                facts,
                Packets::amounts,
                () -> new OrderNumber("2026112100000000990000"));
    }

    private static String names(List<Change> changes) {
        return changes.isEmpty()
                ? "none"
                : String.join(
                        " ",
                        changes.stream().map(change -> change.getClass().getSimpleName()).toList());
    }
}
