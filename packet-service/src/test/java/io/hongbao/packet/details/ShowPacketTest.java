package io.hongbao.packet.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.StoredState;
import io.hongbao.serving.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ShowPacketTest {

    private final ShowPacket showPacket =
            new ShowPacket(new PacketLinks(TestSet.SEED_KEYS), TestSet.SEED_KEYS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | minutes to expiry | shown    | seed  | luckiest
                    UNPAID   | 1                 | UNPAID   | false | false
                    CLOSED   | 1                 | CLOSED   | false | false
                    ACTIVE   | 1                 | ACTIVE   | false | false
                    ACTIVE   | 0                 | EXPIRED  | false | false
                    REFUNDED | -1                | REFUNDED | true  | false
                    FINISHED | 1                 | FINISHED | true  | true
                    FINISHED | -1                | FINISHED | true  | true
                    """)
    void the_seed_is_shown_when_nothing_can_be_opened_any_more(
            StoredState state, int minutesToExpiry, String shown, boolean seed, boolean luckiest) {
        var packet = Packets.packet(state, PacketKind.LUCKY, true);
        Instant now = Packets.EXPIRES_AT.minusSeconds(60L * minutesToExpiry);

        PacketDetails details = showPacket.show(packet, true, now);

        assertThat(details.state()).isEqualTo(shown);
        assertThat(details.seed() != null).isEqualTo(seed);
        assertThat(details.luckiestUserId() != null).isEqualTo(luckiest);
        if (details.seed() != null) {
            assertThat(PacketSeed.ofHex(details.seed()).commitment())
                    .isEqualTo(details.commitment());
        }
    }

    @Test
    void of_equal_shares_the_earlier_is_the_luckiest() {
        var packet = Packets.packet(StoredState.FINISHED, PacketKind.LUCKY, true);

        PacketDetails details = showPacket.show(packet, true, Packets.PAID_AT);

        assertThat(details.luckiestUserId()).isEqualTo(Packets.WANG);
        assertThat(details.openedFen()).isEqualTo(100);
        assertThat(details.openedShares()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"EQUAL", "EXCLUSIVE"})
    void of_shares_that_are_all_equal_nobody_is_the_luckiest(PacketKind kind) {
        var packet = Packets.packet(StoredState.FINISHED, kind, true);

        assertThat(showPacket.show(packet, true, Packets.PAID_AT).luckiestUserId()).isNull();
    }

    @Test
    void who_an_exclusive_packet_is_for_is_shown_in_the_senders_order() {
        assertThat(recipients(PacketKind.EXCLUSIVE)).containsExactly(Packets.LI, Packets.WANG);
        assertThat(recipients(PacketKind.LUCKY)).isNull();
        assertThat(recipients(PacketKind.EQUAL)).isNull();
    }

    private @Nullable List<UserId> recipients(PacketKind kind) {
        var packet = Packets.packet(StoredState.ACTIVE, kind, false);
        return showPacket.show(packet, true, Packets.PAID_AT).recipients();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUNDED, true,  50",
        "REFUNDED, false, 100",
        "ACTIVE,   true,",
        "FINISHED, true,",
        "CLOSED,   false,"
    })
    void what_went_back_is_shown_once_it_did(
            StoredState state, boolean opened, @Nullable Long refundedFen) {
        var packet = Packets.packet(state, PacketKind.LUCKY, opened);

        PacketDetails details = showPacket.show(packet, true, Packets.EXPIRES_AT);

        assertThat(details.refundedFen()).isEqualTo(refundedFen);
    }

    @Test
    void an_exclusive_packet_is_nobody_elses_business() {
        var packet = Packets.packet(StoredState.ACTIVE, PacketKind.EXCLUSIVE, false);

        showPacket.checkViewer(packet.terms(), Packets.LI);
        assertThatThrownBy(() -> showPacket.checkViewer(packet.terms(), new UserId(9)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not_a_recipient");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | minutes to expiry | sender | opener | stranger
                    UNPAID   | 1                 | true   | true   | true
                    ACTIVE   | 1                 | true   | true   | false
                    ACTIVE   | 0                 | true   | true   | true
                    FINISHED | 1                 | true   | true   | true
                    REFUNDED | -1                | true   | true   | true
                    CLOSED   | 1                 | true   | true   | true
                    """)
    void what_is_left_is_nobodys_to_watch_while_shares_can_be_opened(
            StoredState state,
            int minutesToExpiry,
            boolean sender,
            boolean opener,
            boolean stranger) {
        var packet = Packets.packet(state, PacketKind.LUCKY, true);
        Instant now = Packets.EXPIRES_AT.minusSeconds(60L * minutesToExpiry);

        assertThat(ShowPacket.showsAmounts(packet, packet.terms().sender(), now)).isEqualTo(sender);
        assertThat(ShowPacket.showsAmounts(packet, Packets.WANG, now)).isEqualTo(opener);
        assertThat(ShowPacket.showsAmounts(packet, new UserId(9), now)).isEqualTo(stranger);

        PacketDetails hidden = showPacket.show(packet, false, now);
        assertThat(hidden.openedFen()).isNull();
        assertThat(hidden.openedShares()).isNull();
        assertThat(hidden.opens()).isNull();
        assertThat(hidden.totalFen()).isEqualTo(showPacket.show(packet, true, now).totalFen());
    }
}
