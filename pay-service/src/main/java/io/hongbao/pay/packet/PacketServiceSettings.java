package io.hongbao.pay.packet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the packet service is called.
 *
 * @param answerMax how long a payment waits for its packet to become active; the event makes it so
 *     in any case
 * @param callsInFlight calls about one SET's packets on their way to one instance at once
 */
@ConfigurationProperties("hongbao.pay.packet-service")
record PacketServiceSettings(
        @DefaultValue("300ms") Duration connectMax,
        @DefaultValue("1s") Duration answerMax,
        @DefaultValue("2") int callsInFlight) {}
