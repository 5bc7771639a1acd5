package io.hongbao.ledgerconsumer.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final WalletShard FIRST =
            new WalletShard("wallet-0", "jdbc:first", 0, 49, false);
    private static final WalletShard SECOND =
            new WalletShard("wallet-1", "jdbc:second", 50, 99, false);

    private final Set<WalletShard> out = ConcurrentHashMap.newKeySet();
    private final Set<WalletShard> broken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger probes = new AtomicInteger();
    private final ShardWatch watch =
            new ShardWatch(
                    List.of(FIRST, SECOND),
                    this::probe,
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    new SimpleMeterRegistry());

    private Optional<String> probe(WalletShard shard) {
        probes.incrementAndGet();
        if (broken.contains(shard)) {
            throw new AssertionError("a bug of the probe");
        }
        return out.contains(shard) ? Optional.of("out") : Optional.empty();
    }

    @BeforeEach
    void secondIsOut() {
        out.add(SECOND);
        watch.start();
        Eventually.isTrue("first is up", LIMIT, () -> watch.up(FIRST));
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void a_shard_is_down_until_a_probe_succeeds_and_no_other_waits_for_it() {
        assertThat(watch.up(SECOND)).isFalse();

        out.remove(SECOND);

        Eventually.isTrue("second is up", LIMIT, () -> watch.up(SECOND));
    }

    @Test
    void a_probe_that_fails_by_a_bug_is_repeated() {
        broken.add(SECOND);
        out.remove(SECOND);
        int before = probes.get();
        Eventually.isTrue("probed again", LIMIT, () -> probes.get() >= before + 3);
        assertThat(watch.up(SECOND)).isFalse();

        broken.clear();

        Eventually.isTrue("second is up", LIMIT, () -> watch.up(SECOND));
    }

    @Test
    void a_failure_reported_by_many_is_probed_by_one() {
        out.remove(SECOND);
        Eventually.isTrue("nobody probes", LIMIT, () -> watch.up(SECOND));
        out.add(FIRST);
        watch.stop();
        probes.set(0);

        for (int i = 0; i < 100; i++) {
            watch.failed(FIRST, new IllegalStateException("no answer"));
        }

        // Stopped, so whoever began to probe has ended before its first question.
        assertThat(watch.up(FIRST)).isFalse();
        assertThat(probes).hasValue(0);
    }
}
