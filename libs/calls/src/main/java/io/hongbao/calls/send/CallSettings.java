package io.hongbao.calls.send;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of calls to other processes of the suite.
 *
 * @param connectMax how long a connection may take to come about
 * @param avoidFor how long an instance that did not answer is asked last
 * @param answerMax the largest answer that is taken
 * @param connectionsMax to one instance
 * @param retryPercent second tries for 100 calls of the last ten seconds, at most; 0 to 100
 * @param skewMax clocks that differ by more are warned of
 */
@ConfigurationProperties("hongbao.calls.send")
public record CallSettings(
        @DefaultValue("1s") Duration connectMax,
        @DefaultValue("1s") Duration avoidFor,
        @DefaultValue("16MB") DataSize answerMax,
        @DefaultValue("1000") int connectionsMax,
        @DefaultValue("20") int retryPercent,
        @DefaultValue("500ms") Duration skewMax) {

    public CallSettings {
        if (retryPercent < 0 || retryPercent > 100) {
            throw new IllegalArgumentException(
                    "must be 0 to 100: hongbao.calls.send.retry-percent=" + retryPercent);
        }
        if (connectionsMax < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: hongbao.calls.send.connections-max=" + connectionsMax);
        }
    }
}
