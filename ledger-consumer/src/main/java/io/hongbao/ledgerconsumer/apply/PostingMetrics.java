package io.hongbao.ledgerconsumer.apply;

import io.hongbao.ledger.wallet.WriteOutcome;
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
    <T> void committed(
            ShardSink<T> sink, String shard, List<T> entries, List<WriteOutcome> written) {
        DistributionSummary.builder("hongbao.posting.batch")
                .description("Entries of one database transaction")
                .tag("group", sink.group())
                .tag("shard", shard)
                .register(registry)
                .record(entries.size());
        var now = clock.instant();
        for (int i = 0; i < entries.size(); i++) {
            registry.counter(
                            "hongbao.posting.entries",
                            "group",
                            sink.group(),
                            "outcome",
                            written.get(i).name().toLowerCase(Locale.ROOT))
                    .increment();
            if (written.get(i) == WriteOutcome.NEW) {
                Duration delay = Duration.between(sink.decidedAt(entries.get(i)), now);
                delay(sink).record(delay.isNegative() ? Duration.ZERO : delay);
            }
        }
    }

    private <T> Timer delay(ShardSink<T> sink) {
        return Timer.builder(sink.delayMetric())
                .description("From the decision in a SET to the commit in the wallet shard")
                .publishPercentileHistogram()
                .minimumExpectedValue(DELAY_MIN)
                .maximumExpectedValue(DELAY_MAX)
                .register(registry);
    }
}
