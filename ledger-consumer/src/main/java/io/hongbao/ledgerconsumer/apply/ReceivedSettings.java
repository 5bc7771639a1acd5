package io.hongbao.ledgerconsumer.apply;

import io.hongbao.ledger.usage.DayUsage.Sum;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From which shares of a day on a person is to look at a user. They limit nothing.
 *
 * @param alarmFen more money than this
 * @param alarmCount more shares than this
 */
@ConfigurationProperties("hongbao.received")
public record ReceivedSettings(
        @DefaultValue("20000000") long alarmFen, @DefaultValue("2000") int alarmCount) {

    public ReceivedSettings {
        if (alarmFen < 1 || alarmCount < 1) {
            throw new IllegalArgumentException("must be >= 1: hongbao.received");
        }
    }

    boolean exceededBy(Sum shares) {
        return shares.amount().fen() > alarmFen || shares.count() > alarmCount;
    }
}
