package io.hongbao.packet.activate;

import io.hongbao.events.consume.ConsumeSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payments are taken from Kafka.
 *
 * @param recordsMax the most payments of a partition that are worked on at once
 * @param callMax how long one try may wait for the SET
 * @param retryMin the wait before a partition whose SET is down is tried again, doubled each time
 * @param retryMax the longest such wait
 * @param parkAfter how long a SET may take nothing before its payments are parked, so that those
 *     behind them go on; at once for a SET that is not in the catalogue
 */
@ConfigurationProperties("hongbao.activations")
record ActivationSettings(
        @DefaultValue("500") int recordsMax,
        @DefaultValue("3s") Duration callMax,
        @DefaultValue("200ms") Duration retryMin,
        @DefaultValue("5s") Duration retryMax,
        @DefaultValue("30s") Duration parkAfter) {

    ConsumeSettings consume() {
        return new ConsumeSettings(1, recordsMax, Duration.ZERO, retryMin, retryMax);
    }
}
