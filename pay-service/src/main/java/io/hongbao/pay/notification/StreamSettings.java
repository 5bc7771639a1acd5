package io.hongbao.pay.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams of notifications.
 *
 * @param max the most of this instance; the next one gets 429
 * @param perUserMax the most of one user in this instance; the next one gets 429
 * @param poll how long a notification may wait for its stream: one question to a shard in this time
 *     for all streams of its users
 * @param heartbeat after how long a silent stream says that it is there
 * @param lifetime when a stream ends; the client resumes it, perhaps from another instance
 */
@ConfigurationProperties("hongbao.notifications.stream")
record StreamSettings(
        @DefaultValue("2000") int max,
        @DefaultValue("3") int perUserMax,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10m") Duration lifetime) {

    StreamSettings {
        if (max < 1 || perUserMax < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: hongbao.notifications.stream.max, per-user-max");
        }
        if (!poll.isPositive() || !heartbeat.isPositive() || !lifetime.isPositive()) {
            throw new IllegalArgumentException(
                    "must be > 0: durations of hongbao.notifications.stream");
        }
    }
}
