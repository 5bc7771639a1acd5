package io.hongbao.pay.card;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a document that is due, to ask the bank about it: of several instances one gets it, and it
 * is due again after a pause in case that one is stopped. One that is too old is given to a person.
 */
record ClaimDocument(CardDocument document, CardSettings settings)
        implements WalletCommand<ClaimDocument.Claim> {

    /** Who goes on with the document. */
    enum Claim {
        /** The caller: it asks the bank. */
        OURS,
        /** Another instance, or nobody, since it has ended. */
        OTHERS,
        /** From now on a person. */
        ESCALATED
    }

    @Override
    public void collect(WalletNeeds needs) {
        needs.user(document.user()).document(document.number());
    }

    @Override
    public Claim decide(WalletBatch batch, Instant now) {
        Optional<CardDocument> ours =
                batch.document(document.number())
                        .filter(stored ->
                                stored.undecided()
                                        && stored.state() == document.state()
                                        && stored.asks() == document.asks()
                                        && stored.escalatedAt() == null);
        if (ours.isEmpty()) {
            return Claim.OTHERS;
        }
        CardDocument stored = ours.get();
        // Never without having asked: neither what a person has given back, nor what is old
        // already.
        if (stored.asks() > 0 && now.isAfter(stored.createdAt().plus(settings.escalateAfter()))) {
            batch.alter(stored.escalated(now));
            return Claim.ESCALATED;
        }
        batch.alter(stored.asked(now.plus(settings.pauseAfter(stored.asks()))));
        return Claim.OURS;
    }
}
