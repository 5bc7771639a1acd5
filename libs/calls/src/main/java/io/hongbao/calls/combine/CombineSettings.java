package io.hongbao.calls.combine;

import io.hongbao.contracts.call.CombinedCalls;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of combining.
 *
 * @param callsInFlight calls of one lane on their way at once
 * @param linger at least so long from one call of a lane to its next; at most 1 s
 * @param itemsMax items of one call; at most {@code CombinedCalls.ITEMS_MAX}
 * @param queueMax calls that wait in one lane; the next one is refused
 * @param lanesMax lanes there can be of one kind: instances × SETs, and × parts of the users for
 *     payments
 * @param idleAfter a lane that nobody used for so long is forgotten
 * @param answerMargin what an instance gets less than we wait, so that it answers in time whatever
 *     happens behind it
 */
@ConfigurationProperties("hongbao.calls.combine")
public record CombineSettings(
        @DefaultValue("2") int callsInFlight,
        @DefaultValue("1ms") Duration linger,
        @DefaultValue("256") int itemsMax,
        @DefaultValue("4096") int queueMax,
        @DefaultValue("4096") int lanesMax,
        @DefaultValue("1m") Duration idleAfter,
        @DefaultValue("200ms") Duration answerMargin) {

    private static final Duration LINGER_MAX = Duration.ofSeconds(1);

    public CombineSettings {
        if (itemsMax < 1 || itemsMax > CombinedCalls.ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to "
                            + CombinedCalls.ITEMS_MAX
                            + ": hongbao.calls.combine.items-max="
                            + itemsMax);
        }
        if (linger.isNegative() || linger.compareTo(LINGER_MAX) > 0) {
            throw new IllegalArgumentException(
                    "must be 0 to " + LINGER_MAX + ": hongbao.calls.combine.linger=" + linger);
        }
        if (callsInFlight < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: hongbao.calls.combine.calls-in-flight=" + callsInFlight);
        }
    }
}
