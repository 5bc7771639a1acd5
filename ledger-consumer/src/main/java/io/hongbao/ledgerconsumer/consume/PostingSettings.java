package io.hongbao.ledgerconsumer.consume;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.consume.ConsumeSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the consumer groups run.
 *
 * @param concurrency threads of each group in this instance, 1 to the number of partitions
 * @param batchMax the most records of one poll, and so of one database transaction
 * @param gather how long records are let gather between two polls: a batch costs the database and
 *     the broker much the same whatever its size
 */
@ConfigurationProperties("hongbao.posting")
public record PostingSettings(
        @DefaultValue("2") int concurrency,
        @DefaultValue("500") int batchMax,
        @DefaultValue("100ms") Duration gather) {

    /** Whether a shard is up again is asked of the watch, which costs nothing. */
    private static final Duration RETRY = Duration.ofMillis(250);

    public PostingSettings {
        if (concurrency < 1 || concurrency > Topics.PARTITIONS) {
            throw new IllegalArgumentException(
                    "must be 1 to "
                            + Topics.PARTITIONS
                            + ": hongbao.posting.concurrency="
                            + concurrency);
        }
        if (batchMax < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: hongbao.posting.batch-max=" + batchMax);
        }
    }

    ConsumeSettings consume() {
        return new ConsumeSettings(concurrency, batchMax, gather, RETRY, RETRY);
    }
}
