package io.hongbao.packet.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.Facts.WrapEntry;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PacketMemoryTest {

    private static final Duration TRUST = Duration.ofSeconds(2);
    private static final PacketState UNPAID =
            Packets.packet(StoredState.UNPAID, PacketKind.LUCKY, false);
    private static final PacketState ACTIVE =
            Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, false);
    private static final PacketState FINISHED =
            Packets.packet(StoredState.FINISHED, PacketKind.LUCKY, true);

    private long nanos = Long.MAX_VALUE - 1;
    private final PacketMemory memory = new PacketMemory(1_000, TRUST, () -> nanos);

    /** A read may be overtaken by a commit, and come to be remembered after it. */
    @Test
    void an_older_state_changes_nothing_whatever_comes_last() {
        memory.remember(ACTIVE);
        memory.remember(UNPAID);

        assertThat(memory.newest(Packets.NUMBER)).isSameAs(ACTIVE);
        assertThat(memory.trusted(Packets.NUMBER)).containsSame(ACTIVE);
    }

    @Test
    void what_may_change_is_shown_only_while_it_was_seen_just_now() {
        memory.remember(ACTIVE);

        nanos += TRUST.minusMillis(1).toNanos();
        assertThat(memory.trusted(Packets.NUMBER)).containsSame(ACTIVE);
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(memory.trusted(Packets.NUMBER)).isEmpty();
        assertThat(memory.newest(Packets.NUMBER)).isSameAs(ACTIVE);
    }

    @Test
    void what_can_never_change_is_shown_for_ever() {
        memory.remember(FINISHED);

        nanos += Duration.ofDays(365).toNanos();

        assertThat(memory.trusted(Packets.NUMBER)).containsSame(FINISHED);
    }

    @Test
    void what_is_forgotten_is_shown_to_nobody() {
        memory.remember(FINISHED);

        memory.forget(Packets.NUMBER);

        assertThat(memory.newest(Packets.NUMBER)).isNull();
        assertThat(memory.trusted(Packets.NUMBER)).isEmpty();
    }

    /** The SET forgets it with its packet's day, and a repeat would be told of no packet. */
    @Test
    void a_wraps_key_is_remembered_for_ten_minutes_however_often_it_is_repeated() {
        var key = new WrapKey(Packets.LI, new IdempotencyKey("k"));
        var entry = new WrapEntry(Packets.NUMBER, WrapFingerprint.ofText("request"));
        memory.remember(key, entry);

        nanos += Duration.ofMinutes(9).toNanos();
        memory.remember(key, entry);
        assertThat(memory.wrap(key)).isEqualTo(entry);
        nanos += Duration.ofMinutes(1).toNanos();

        assertThat(memory.wrap(key)).isNull();
    }

    @Test
    void a_payment_was_applied_once_its_packet_was_active() {
        PacketCommand.Activate payment = payment(ACTIVE.terms().total());
        assertThat(memory.applied(payment)).isFalse();
        memory.remember(UNPAID);
        assertThat(memory.applied(payment)).isFalse();

        memory.remember(ACTIVE);

        assertThat(memory.applied(payment)).isTrue();
        assertThat(memory.applied(payment(new Money(1)))).isFalse();
        assertThat(memory.applied(payment("other", Packets.PAID_AT))).isFalse();
        assertThat(memory.applied(payment("k", Packets.PAID_AT.plusMillis(1)))).isFalse();
    }

    private static PacketCommand.Activate payment(Money total) {
        return new PacketCommand.Activate(
                Packets.NUMBER, Packets.LI, total, new IdempotencyKey("k"), Packets.PAID_AT);
    }

    private static PacketCommand.Activate payment(String wrapKey, Instant paidAt) {
        return new PacketCommand.Activate(
                Packets.NUMBER,
                Packets.LI,
                ACTIVE.terms().total(),
                new IdempotencyKey(wrapKey),
                paidAt);
    }
}
