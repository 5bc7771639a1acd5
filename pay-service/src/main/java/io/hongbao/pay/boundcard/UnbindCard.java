package io.hongbao.pay.boundcard;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.boundcard.UnbindCard.Done;
import io.hongbao.pay.card.CardToken;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;

/** Unbinds a card, if it is bound. */
record UnbindCard(UserId user, CardToken token) implements WalletCommand<Done> {

    /** The card is not bound. */
    record Done() {}

    @Override
    public void collect(WalletNeeds needs) {
        needs.boundCards(user);
    }

    @Override
    public Done decide(WalletBatch batch, Instant now) {
        batch.unbind(user, token.text());
        return new Done();
    }
}
