package io.hongbao.packet.day;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How days are made ahead.
 *
 * @param ahead how many days after today have a partition; each is a file in each of 20 tables
 * @param interval between two rounds through the tables of a SET
 * @param retry the same, after a round that could not do all
 * @param lockWaitMax how long a round waits for a table that somebody uses, and everybody behind it
 */
@ConfigurationProperties("hongbao.days")
record DayPartitionSettings(
        @DefaultValue("3") int ahead,
        @DefaultValue("1h") Duration interval,
        @DefaultValue("1m") Duration retry,
        @DefaultValue("150ms") Duration lockWaitMax) {

    private static final int AHEAD_MAX = 31;

    DayPartitionSettings {
        if (ahead < 1 || ahead > AHEAD_MAX) {
            throw new IllegalArgumentException("must be 1 to 31: hongbao.days.ahead=" + ahead);
        }
        if (lockWaitMax.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1 ms: hongbao.days.lock-wait-max=" + lockWaitMax);
        }
    }
}
