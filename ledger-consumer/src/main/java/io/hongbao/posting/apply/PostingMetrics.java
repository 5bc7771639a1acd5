package io.hongbao.posting.apply;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Batches, outcomes and delays of the consumer groups. */
public final class PostingMetrics {

    private static final Duration DELAY_MIN = Duration.ofMillis(1);
    private static final Duration DELAY_MAX = Duration.ofMinutes(5);

    private final MeterRegistry registry;
    private final Clock clock;

    public PostingMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** One committed database transaction of a shard. */
    <T> void committed(Posting<T> posting, String shard, List<T> entries, List<Applied> applied) {
        DistributionSummary.builder("hongbao.posting.batch")
                .description("Entries of one database transaction")
                .tag("group", posting.group())
                .tag("shard", shard)
                .register(registry)
                .record(entries.size());
        var now = clock.instant();
        for (int i = 0; i < entries.size(); i++) {
            registry.counter(
                            "hongbao.posting.entries",
                            "group",
                            posting.group(),
                            "outcome",
                            applied.get(i).name().toLowerCase(Locale.ROOT))
                    .increment();
            if (applied.get(i) == Applied.NEW) {
                Duration delay = Duration.between(posting.decidedAt(entries.get(i)), now);
                delay(posting).record(delay.isNegative() ? Duration.ZERO : delay);
            }
        }
    }

    private <T> Timer delay(Posting<T> posting) {
        return Timer.builder(posting.delayMetric())
                .description("From the decision in a SET to the commit in the wallet shard")
                .publishPercentileHistogram()
                .minimumExpectedValue(DELAY_MIN)
                .maximumExpectedValue(DELAY_MAX)
                .register(registry);
    }
}
