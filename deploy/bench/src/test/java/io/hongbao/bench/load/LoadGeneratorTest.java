package io.hongbao.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.load.LoadGenerator.Press;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {

    private static final byte[] CALL =
            "GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final Operation GET =
            new Operation() {
                @Override
                public void write(ByteBuf out) {
                    out.writeBytes(CALL);
                }

                @Override
                public Verdict answered(int status, ByteBuf body) {
                    return Verdict.of(status, 200);
                }
            };

    @Test
    void a_run_ends_when_no_work_is_left_and_every_call_was_counted() {
        try (var server = new SlowServer(-1, Duration.ZERO, 200);
                var generator = new LoadGenerator()) {
            var left = new int[] {50};

            Tally tally =
                    generator.run(
                            List.of(server.address()),
                            Press.peak(4, Duration.ofSeconds(30)),
                            () -> left[0]-- > 0 ? GET : null);

            assertThat(tally.acknowledgedSoFar()).isEqualTo(50);
            assertThat(server.calls()).isEqualTo(50);
            assertThat(tally.ranOut()).isTrue();
        }
    }

    /** One connection: what is due during the stall cannot be sent, and still counts its wait. */
    @Test
    void at_a_fixed_rate_a_stall_is_in_the_latency_of_all_that_was_due_meanwhile() {
        try (var server = new SlowServer(10, Duration.ofSeconds(1), 200);
                var generator = new LoadGenerator()) {

            Tally tally =
                    generator.run(
                            List.of(server.address()),
                            Press.at(50, 1, Duration.ofSeconds(2)),
                            () -> GET);

            assertThat(tally.acknowledgedSoFar()).isEqualTo(100);
            // Half of the calls were due within the second of the stall.
            assertThat(tally.latencyMs(80)).isGreaterThan(300);
        }
    }

    @Test
    void a_connection_that_the_server_closes_after_an_error_is_made_anew() {
        try (var server = new SlowServer(-1, Duration.ZERO, 503);
                var generator = new LoadGenerator()) {
            var left = new int[] {20};

            Tally tally =
                    generator.run(
                            List.of(server.address()),
                            Press.peak(2, Duration.ofSeconds(30)),
                            () -> left[0]-- > 0 ? GET : null);

            assertThat(tally.failures()).containsOnly(java.util.Map.entry("503", 20L));
        }
    }
}
