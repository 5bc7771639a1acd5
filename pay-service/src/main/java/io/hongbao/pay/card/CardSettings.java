package io.hongbao.pay.card;

import io.hongbao.ledger.card.CardState;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How card documents that have not ended are brought to an end.
 *
 * @param askAfter how long the call that made a document has it for itself, and the first pause
 *     between two questions; more than a bank's {@code answerMax}
 * @param queryAfter how long an unclear document waits before the bank is queried
 * @param pauseMax the longest pause between two questions, which doubles from {@code askAfter}
 * @param interval between two searches for documents that are due
 * @param atOnceMax the most documents of one shard asked about at once
 * @param deliverMax how long after {@code payBy} a debit still pays its packet; later ones are
 *     refunded to the card
 * @param escalateAfter how old a document is given to a person
 */
@ConfigurationProperties("hongbao.pay.cards")
public record CardSettings(
        @DefaultValue("4s") Duration askAfter,
        @DefaultValue("15s") Duration queryAfter,
        @DefaultValue("60s") Duration pauseMax,
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("64") int atOnceMax,
        @DefaultValue("24h") Duration deliverMax,
        @DefaultValue("24h") Duration escalateAfter) {

    private static final int DOUBLINGS_MAX = 20;

    public CardSettings {
        if (atOnceMax < 1
                || !askAfter.isPositive()
                || !queryAfter.isPositive()
                || !pauseMax.isPositive()
                || !interval.isPositive()
                || !escalateAfter.isPositive()) {
            throw new IllegalArgumentException("must be > 0: hongbao.pay.cards");
        }
        if (deliverMax.isNegative()) {
            throw new IllegalArgumentException("must be >= 0: hongbao.pay.cards.deliver-max");
        }
    }

    /** How long to wait after the bank was asked so often without a clear answer. */
    public Duration pauseAfter(int asks) {
        Duration doubled = askAfter.multipliedBy(1L << Math.min(asks, DOUBLINGS_MAX));
        return doubled.compareTo(pauseMax) < 0 ? doubled : pauseMax;
    }

    /** How long a document of this state waits after an event that did not end it. */
    Duration pause(CardState state, int asks) {
        return state == CardState.OPEN ? queryAfter : pauseAfter(asks);
    }
}
