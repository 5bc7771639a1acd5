package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SET's database is killed while shares are opened, and comes back. */
final class DatabaseKillTest {

    private static final UserId SENDER = new UserId(1001);
    private static final int PACKETS = 20;
    private static final int SHARES = 50;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir private Path directory;

    @Test
    void what_was_answered_is_still_there_and_the_rest_can_be_opened() {
        try (MariaDbServer server = MariaDbServer.start(directory)) {
            server.createUser("hongbao", "local-only-hongbao");
            server.createDatabase("set_000");
            var database =
                    new TestDatabase(
                            "set_000", server.url("set_000"), "hongbao", "local-only-hongbao");
            try (TestSet set = TestSet.on(database)) {
                List<PacketState> packets = new ArrayList<>();
                for (int i = 0; i < PACKETS; i++) {
                    packets.add(set.active(SENDER, TestSet.lucky(100_00, SHARES)));
                }

                Map<OpenedShare, PacketState> answered = openWhileKilled(set, packets, server);
                server.start();
                openAll(set, packets);

                assertThat(answered).isNotEmpty();
                answered.forEach((share, packet) ->
                        assertThat(set.stored(packet).opens().shares()).contains(share));
                set.checkConservation();
            }
        }
    }

    /** Opens shares of all packets, and kills the server when some were answered. */
    private static Map<OpenedShare, PacketState> openWhileKilled(
            TestSet set, List<PacketState> packets, MariaDbServer server) {
        Map<OpenedShare, PacketState> answered = new HashMap<>();
        int unanswered = 0;
        for (long user = 1; user <= SHARES / 2; user++) {
            Map<CompletableFuture<OpenOutcome>, PacketState> opens = new HashMap<>();
            for (PacketState packet : packets) {
                var open = new PacketCommand.Open(packet.number(), new UserId(user));
                opens.put(set.submit(open), packet);
            }
            if (user == SHARES / 4) {
                server.kill();
            }
            for (var open : opens.entrySet()) {
                Optional<OpenedShare> share = answer(open.getKey());
                share.ifPresent(each -> answered.put(each, open.getValue()));
                unanswered += share.isPresent() ? 0 : 1;
            }
        }
        assertThat(unanswered).isPositive();
        return answered;
    }

    private static void openAll(TestSet set, List<PacketState> packets) {
        for (PacketState packet : packets) {
            for (long user = 1; user <= SHARES; user++) {
                var open = new PacketCommand.Open(packet.number(), new UserId(user));
                Eventually.isTrue(
                        "opened",
                        LIMIT,
                        () -> {
                            Optional<OpenedShare> share = answer(set.submit(open));
                            return share.isPresent();
                        });
            }
        }
    }

    private static Optional<OpenedShare> answer(CompletableFuture<OpenOutcome> open) {
        try {
            return switch (TestSet.await(open)) {
                case OpenOutcome.Opened(var share) -> Optional.of(share);
                case OpenOutcome.OpenedBefore(var share) -> Optional.of(share);
                default -> throw new AssertionError("must be openable");
            };
        } catch (OutcomeUnknown unknown) {
            return Optional.empty();
        } catch (LaneFault noEffect) {
            return Optional.empty();
        }
    }
}
