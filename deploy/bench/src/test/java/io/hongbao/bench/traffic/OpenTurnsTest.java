package io.hongbao.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.LocalKeys;
import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.crowd.UnopenedPackets;
import io.hongbao.bench.traffic.OpenTurns.Turn;
import io.hongbao.contracts.id.UserId;
import io.hongbao.local.program.Project;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OpenTurnsTest {

    @Test
    void every_share_has_its_turn_once_and_no_user_opens_a_packet_twice() {
        var crowd = new Crowd(1_000, 40, LocalKeys.read(Project.find()), Instant.EPOCH);
        var stock = new UnopenedPackets();
        IntStream.range(0, 7).forEach(i -> stock.add(packet(i)));
        var turns = new OpenTurns(stock, crowd, 5, 4, new RecentPackets(10));

        var taken = new HashSet<Turn>();
        int count = 0;
        for (Turn turn = turns.next(); turn != null; turn = turns.next()) {
            taken.add(turn);
            count++;
        }

        assertThat(count).isEqualTo(35);
        assertThat(taken).hasSize(35);
    }

    private static PaidPacket packet(int sequence) {
        return PaidPacket.of(
                new UserId(1),
                String.format(Locale.ROOT, "2026112100000000%02d0001-000000000000", sequence),
                5,
                100);
    }
}
