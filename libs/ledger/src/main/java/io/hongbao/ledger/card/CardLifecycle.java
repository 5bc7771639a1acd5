package io.hongbao.ledger.card;

import static io.hongbao.ledger.card.CardEvent.DEBITED;
import static io.hongbao.ledger.card.CardEvent.DEBITED_IN_VAIN;
import static io.hongbao.ledger.card.CardEvent.NOT_BOOKED;
import static io.hongbao.ledger.card.CardEvent.NO_ANSWER;
import static io.hongbao.ledger.card.CardState.LOCKING;
import static io.hongbao.ledger.card.CardState.OPEN;
import static io.hongbao.ledger.card.CardState.PAID;
import static io.hongbao.ledger.card.CardState.REFUNDING;
import static io.hongbao.ledger.card.CardState.UNCLEAR;

import java.util.List;
import java.util.Optional;

/**
 * How a card document gets from its first state to an end, as data. Every document ends: an unclear
 * one is queried, then locked; only a bank's answer ends it, never the lack of one. The picture in
 * {@code docs/PAYMENTS.md} is drawn from this list.
 */
public final class CardLifecycle {

    public static final List<CardTransition> TRANSITIONS =
            List.of(
                    new CardTransition(OPEN, DEBITED, PAID),
                    new CardTransition(OPEN, DEBITED_IN_VAIN, REFUNDING),
                    new CardTransition(OPEN, CardEvent.DECLINED, CardState.DECLINED),
                    new CardTransition(OPEN, CardEvent.LOCKED, CardState.LOCKED),
                    new CardTransition(OPEN, NO_ANSWER, UNCLEAR),
                    new CardTransition(UNCLEAR, DEBITED, PAID),
                    new CardTransition(UNCLEAR, DEBITED_IN_VAIN, REFUNDING),
                    new CardTransition(UNCLEAR, CardEvent.DECLINED, CardState.DECLINED),
                    new CardTransition(UNCLEAR, CardEvent.LOCKED, CardState.LOCKED),
                    new CardTransition(UNCLEAR, CardEvent.REFUNDED, CardState.REFUNDED),
                    new CardTransition(UNCLEAR, NOT_BOOKED, LOCKING),
                    new CardTransition(UNCLEAR, NO_ANSWER, UNCLEAR),
                    new CardTransition(LOCKING, CardEvent.LOCKED, CardState.LOCKED),
                    new CardTransition(LOCKING, DEBITED, PAID),
                    new CardTransition(LOCKING, DEBITED_IN_VAIN, REFUNDING),
                    new CardTransition(LOCKING, CardEvent.DECLINED, CardState.DECLINED),
                    new CardTransition(LOCKING, CardEvent.REFUNDED, CardState.REFUNDED),
                    new CardTransition(LOCKING, NO_ANSWER, LOCKING),
                    new CardTransition(REFUNDING, CardEvent.REFUNDED, CardState.REFUNDED),
                    new CardTransition(REFUNDING, NO_ANSWER, REFUNDING));

    private CardLifecycle() {}

    /** What {@code state} becomes; empty when the event changes nothing there. */
    public static Optional<CardState> next(CardState state, CardEvent event) {
        return TRANSITIONS.stream()
                .filter(each -> each.from() == state && each.event() == event)
                .map(CardTransition::to)
                .findFirst();
    }
}
