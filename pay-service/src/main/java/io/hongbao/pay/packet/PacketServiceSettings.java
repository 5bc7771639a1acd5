package io.hongbao.pay.packet;

import io.hongbao.calls.route.CallTimes;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the packet service is called.
 *
 * @param answerMax how long a payment waits for its packet to become active; the event makes it so
 *     in any case
 * @param attemptMax what one instance gets of it, so that something is left for the next one
 */
@ConfigurationProperties("hongbao.pay.packet-service")
record PacketServiceSettings(
        @DefaultValue("1s") Duration answerMax, @DefaultValue("600ms") Duration attemptMax) {

    CallTimes times() {
        return new CallTimes(answerMax, attemptMax);
    }
}
