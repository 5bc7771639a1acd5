package io.hongbao.pay.boundcard;

import io.hongbao.ledger.boundcard.BoundCard;
import java.time.Instant;

/** One bound card, as its user sees it. */
record BoundCardAnswer(String card, String label, String bank, Instant boundAt) {

    static BoundCardAnswer of(BoundCard bound) {
        return new BoundCardAnswer(bound.token(), bound.label(), bound.channel(), bound.boundAt());
    }

    /** Says nothing of the card. */
    @Override
    public String toString() {
        return "BoundCardAnswer[bank=" + bank + "]";
    }
}
