package io.hongbao.gateway.combine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of combining.
 *
 * @param callsInFlight calls of one lane on their way at once
 * @param itemsMax items of one call; at most {@code BatchCall.ITEMS_MAX}
 * @param queueMax users' calls that wait in one lane; the next one is refused
 * @param lanesMax lanes there can be: instances × SETs × 2
 * @param idleAfter a lane that nobody used for so long is closed
 * @param answerMargin what an instance gets less than we wait, so that it answers in time whatever
 *     happens behind it
 */
@ConfigurationProperties("hongbao.gateway.combine")
record CombineSettings(
        @DefaultValue("2") int callsInFlight,
        @DefaultValue("256") int itemsMax,
        @DefaultValue("4096") int queueMax,
        @DefaultValue("4096") int lanesMax,
        @DefaultValue("1m") Duration idleAfter,
        @DefaultValue("200ms") Duration answerMargin) {}
