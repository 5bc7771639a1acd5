package io.hongbao.packet.grab;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrabOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | kind      | user | minutes to expiry | answer
                    ACTIVE   | LUCKY     | 1002 | 1                 | OPENED
                    REFUNDED | LUCKY     | 1002 | -1                | OPENED
                    UNPAID   | EXCLUSIVE | 1003 | 1                 | PACKET_NOT_PAID
                    CLOSED   | LUCKY     | 1003 | 1                 | PACKET_NOT_PAID
                    ACTIVE   | EXCLUSIVE | 1003 | -1                | NOT_A_RECIPIENT
                    FINISHED | EXCLUSIVE | 1003 | 1                 | NOT_A_RECIPIENT
                    FINISHED | LUCKY     | 1003 | -1                | FINISHED
                    ACTIVE   | LUCKY     | 1003 | 0                 | EXPIRED
                    REFUNDED | LUCKY     | 1003 | 1                 | EXPIRED
                    ACTIVE   | LUCKY     | 1003 | 1                 | OPENABLE
                    ACTIVE   | EXCLUSIVE | 1001 | 1                 | OPENABLE
                    """)
    void the_first_that_applies_is_told(
            StoredState state,
            PacketKind kind,
            long user,
            int minutesToExpiry,
            GrabOutcome answer) {
        PacketState packet = Packets.packet(state, kind, true);
        Instant now = Packets.EXPIRES_AT.minusSeconds(60L * minutesToExpiry);

        assertThat(GrabOutcome.of(Optional.of(packet), new UserId(user), now)).isEqualTo(answer);
    }

    @Test
    void a_packet_that_is_not_there_is_not_found() {
        assertThat(GrabOutcome.of(Optional.empty(), Packets.LI, Packets.PAID_AT))
                .isEqualTo(GrabOutcome.PACKET_NOT_FOUND);
    }
}
