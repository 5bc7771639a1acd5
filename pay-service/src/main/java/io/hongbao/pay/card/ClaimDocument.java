package io.hongbao.pay.card;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.card.ClaimDocument.Claim;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes an open document to ask the bank about it: of several instances one gets it, and it is due
 * again after {@code pause} in case that one is stopped.
 */
record ClaimDocument(CardDocument document, Duration pause) implements WalletCommand<Claim> {

    enum Claim {
        OURS,
        NOT_OURS
    }

    @Override
    public void collect(WalletNeeds needs) {
        needs.user(document.user()).document(document.number());
    }

    @Override
    public Claim decide(WalletBatch batch, Instant now) {
        return batch.document(document.number())
                .filter(stored -> stored.isOpen() && stored.asks() == document.asks())
                .map(stored -> {
                    batch.alter(stored.asked(now.plus(pause)));
                    return Claim.OURS;
                })
                .orElse(Claim.NOT_OURS);
    }

    @Override
    public Class<Claim> answers() {
        return Claim.class;
    }
}
