package io.hongbao.serving.overload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a process is overloaded.
 *
 * @param waitMax the longest mean wait of work in the process, over a window, that is no overload;
 *     10 ms to 1 h
 */
@ConfigurationProperties("hongbao.overload")
public record OverloadSettings(@DefaultValue("50ms") Duration waitMax) {

    private static final Duration WAIT_MIN = Duration.ofMillis(10);
    private static final Duration WAIT_LIMIT = Duration.ofHours(1);

    public OverloadSettings {
        if (waitMax.compareTo(WAIT_MIN) < 0 || waitMax.compareTo(WAIT_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "must be 10 ms to 1 h: hongbao.overload.wait-max=" + waitMax);
        }
    }
}
