package io.hongbao.pay.card;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes an open document to ask the bank about it: of several instances one gets it, and it is due
 * again after {@code pause} in case that one is stopped.
 */
record ClaimDocument(CardDocument document, Duration pause) implements WalletCommand<Boolean> {

    @Override
    public void collect(WalletNeeds needs) {
        needs.user(document.user()).document(document.number());
    }

    /** Whether the caller is to ask. */
    @Override
    public Boolean decide(WalletBatch batch, Instant now) {
        Optional<CardDocument> ours =
                batch.document(document.number())
                        .filter(stored -> stored.undecided() && stored.asks() == document.asks());
        ours.ifPresent(stored -> batch.alter(stored.asked(now.plus(pause))));
        return ours.isPresent();
    }
}
