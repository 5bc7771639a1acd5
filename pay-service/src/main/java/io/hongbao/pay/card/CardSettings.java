package io.hongbao.pay.card;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How undecided card documents are asked about again.
 *
 * @param askAfter how long the call that made a document has it for itself; more than the bank's
 *     {@code answerMax}
 * @param pauseMax the longest pause between two retries, which double from {@code askAfter}
 * @param interval between two searches for documents that are due
 * @param atOnceMax the most documents of one shard asked about at once
 */
@ConfigurationProperties("hongbao.pay.cards")
public record CardSettings(
        @DefaultValue("4s") Duration askAfter,
        @DefaultValue("60s") Duration pauseMax,
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("64") int atOnceMax) {

    private static final int DOUBLINGS_MAX = 20;

    public CardSettings {
        if (atOnceMax < 1 || !askAfter.isPositive() || !interval.isPositive()) {
            throw new IllegalArgumentException("must be > 0: hongbao.pay.cards");
        }
    }

    /** How long to wait after the bank was asked so often without a clear answer. */
    Duration pauseAfter(int asks) {
        Duration doubled = askAfter.multipliedBy(1L << Math.min(asks, DOUBLINGS_MAX));
        return doubled.compareTo(pauseMax) < 0 ? doubled : pauseMax;
    }
}
