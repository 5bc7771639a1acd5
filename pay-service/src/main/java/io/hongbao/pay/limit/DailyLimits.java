package io.hongbao.pay.limit;

import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.pay.limit.LimitHit.Limit;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most that one user does in a day by Asia/Shanghai: sends and tops up, by money and by number,
 * has declined, and binds. They are exact when they are judged under the user's lock, where {@link
 * DayUsage} is changed.
 *
 * @param declinesMax what banks declined, and what they may decline yet
 * @param newCardsMax more than {@link BoundCard#PER_USER_MAX}, so that all can be replaced at once
 */
@ConfigurationProperties("hongbao.pay.limits")
public record DailyLimits(
        @DefaultValue("20000000") long sentFenMax,
        @DefaultValue("2000") int sentCountMax,
        @DefaultValue("20000000") long toppedUpFenMax,
        @DefaultValue("200") int toppedUpCountMax,
        @DefaultValue("20") int declinesMax,
        @DefaultValue("20") int newCardsMax) {

    public DailyLimits {
        if (Math.min(sentFenMax, toppedUpFenMax) < 1
                || Math.min(sentCountMax, toppedUpCountMax) < 1
                || Math.min(declinesMax, newCardsMax) < 1) {
            throw new IllegalArgumentException("must be >= 1: hongbao.pay.limits");
        }
    }

    /** The limit that one more payment would exceed. */
    public Optional<LimitHit> sending(DayUsage before, Money amount) {
        DayUsage.Sum sent = before.send(amount).sent();
        return first(
                before,
                new Use(Limit.SENT_FEN, sent.amount().fen(), sentFenMax),
                new Use(Limit.SENT_COUNT, sent.count(), sentCountMax));
    }

    /** The limit that one more top-up would exceed. */
    public Optional<LimitHit> toppingUp(DayUsage before, Money amount) {
        DayUsage.Sum toppedUp = before.topUp(amount).toppedUp();
        return first(
                before,
                new Use(Limit.TOPPED_UP_FEN, toppedUp.amount().fen(), toppedUpFenMax),
                new Use(Limit.TOPPED_UP_COUNT, toppedUp.count(), toppedUpCountMax),
                oneMoreDecline(before));
    }

    /** The limit that one more payment by card would exceed, apart from what it sends. */
    public Optional<LimitHit> payingByCard(DayUsage before) {
        return first(before, oneMoreDecline(before));
    }

    /** The limit that one more card would exceed. */
    public Optional<LimitHit> bindingCard(DayUsage before) {
        return first(
                before,
                new Use(Limit.NEW_CARDS, before.bindCard().newCards(), newCardsMax),
                oneMoreDecline(before));
    }

    private Use oneMoreDecline(DayUsage before) {
        return new Use(Limit.DECLINES, before.declines() + 1, declinesMax);
    }

    /** What a limit would come to. */
    private record Use(Limit limit, long after, long max) {}

    private static Optional<LimitHit> first(DayUsage before, Use... uses) {
        return Stream.of(uses)
                .filter(use -> use.after() > use.max())
                .map(use -> new LimitHit(use.limit(), before.until()))
                .findFirst();
    }
}
