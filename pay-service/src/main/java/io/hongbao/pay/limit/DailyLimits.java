package io.hongbao.pay.limit;

import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.pay.limit.LimitHit.Limit;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most that one user sends and tops up in a day by Asia/Shanghai, by money and by number. They
 * are exact when they are judged under the user's lock, where {@link DayUsage} is changed.
 */
@ConfigurationProperties("hongbao.pay.limits")
public record DailyLimits(
        @DefaultValue("20000000") long sentFenMax,
        @DefaultValue("2000") int sentCountMax,
        @DefaultValue("20000000") long toppedUpFenMax,
        @DefaultValue("200") int toppedUpCountMax) {

    public DailyLimits {
        if (Math.min(sentFenMax, toppedUpFenMax) < 1
                || Math.min(sentCountMax, toppedUpCountMax) < 1) {
            throw new IllegalArgumentException("must be >= 1: hongbao.pay.limits");
        }
    }

    /** The limit that one more payment would exceed. */
    public Optional<LimitHit> sending(DayUsage before, Money amount) {
        DayUsage.Sum sent = before.send(amount).sent();
        if (sent.amount().fen() > sentFenMax) {
            return Optional.of(new LimitHit(Limit.SENT_FEN, before.until()));
        }
        return sent.count() > sentCountMax
                ? Optional.of(new LimitHit(Limit.SENT_COUNT, before.until()))
                : Optional.empty();
    }

    /** The limit that one more top-up would exceed. */
    public Optional<LimitHit> toppingUp(DayUsage before, Money amount) {
        DayUsage.Sum toppedUp = before.topUp(amount).toppedUp();
        if (toppedUp.amount().fen() > toppedUpFenMax) {
            return Optional.of(new LimitHit(Limit.TOPPED_UP_FEN, before.until()));
        }
        return toppedUp.count() > toppedUpCountMax
                ? Optional.of(new LimitHit(Limit.TOPPED_UP_COUNT, before.until()))
                : Optional.empty();
    }
}
