package io.hongbao.pay.boundcard;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.boundcard.BindCard.Decision;
import io.hongbao.pay.card.CardToken;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.limit.LimitHit;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Binds a card that its bank knows, once. */
record BindCard(UserId user, String channel, CardToken token, String label, DailyLimits limits)
        implements WalletCommand<Decision> {

    /** What is decided, in order of precedence. */
    sealed interface Decision {

        /** Now or before; with the label of the first time. */
        record Bound(BoundCard card) implements Decision {}

        record TooMany() implements Decision {}

        /** One more card today would exceed a limit of the user. */
        record OverLimit(LimitHit hit) implements Decision {}
    }

    @Override
    public void collect(WalletNeeds needs) {
        needs.boundCards(user);
    }

    @Override
    public Decision decide(WalletBatch batch, Instant now) {
        List<BoundCard> bound = batch.boundCards(user);
        Optional<BoundCard> first =
                bound.stream().filter(each -> each.token().equals(token.text())).findFirst();
        if (first.isPresent()) {
            return new Decision.Bound(first.get());
        }
        if (bound.size() >= BoundCard.PER_USER_MAX) {
            return new Decision.TooMany();
        }
        Optional<LimitHit> limit = limits.bindingCard(batch.usage(user, now));
        if (limit.isPresent()) {
            return new Decision.OverLimit(limit.get());
        }
        var card = new BoundCard(user, channel, token.text(), label, now);
        batch.bind(card);
        return new Decision.Bound(card);
    }
}
