package io.hongbao.pay.escalation;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.Optional;

/** Gives a document back to the background; answers whether it waited for a person. */
record ResumeDocument(CardDocument document) implements WalletCommand<Boolean> {

    @Override
    public void collect(WalletNeeds needs) {
        needs.user(document.user()).document(document.number());
    }

    @Override
    public Boolean decide(WalletBatch batch, Instant now) {
        Optional<CardDocument> escalated =
                batch.document(document.number()).filter(stored -> stored.escalatedAt() != null);
        escalated.ifPresent(stored -> batch.alter(stored.resumed(now)));
        return escalated.isPresent();
    }
}
