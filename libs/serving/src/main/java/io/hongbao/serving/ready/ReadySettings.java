package io.hongbao.serving.ready;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service leaves.
 *
 * @param leaveWait how long it serves on after it said that it leaves: longer than its callers'
 *     {@code hongbao.fleet.probe-interval} and {@code probe-max} together; 0 to 20 s
 */
@ConfigurationProperties("hongbao.serving")
record ReadySettings(@DefaultValue("1500ms") Duration leaveWait) {

    private static final Duration LEAVE_MAX = Duration.ofSeconds(20);

    ReadySettings {
        if (leaveWait.isNegative() || leaveWait.compareTo(LEAVE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "must be 0 to 20 s: hongbao.serving.leave-wait=" + leaveWait);
        }
    }
}
