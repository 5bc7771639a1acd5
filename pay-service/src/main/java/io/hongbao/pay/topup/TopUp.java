package io.hongbao.pay.topup;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.shard.WalletCommand;
import io.hongbao.pay.topup.TopUpDecision.AlreadyDeclined;
import io.hongbao.pay.topup.TopUpDecision.AlreadyFailed;
import io.hongbao.pay.topup.TopUpDecision.AlreadyPaid;
import io.hongbao.pay.topup.TopUpDecision.BankAskedBefore;
import io.hongbao.pay.topup.TopUpDecision.CardRefused;
import io.hongbao.pay.topup.TopUpDecision.DocumentCreated;
import io.hongbao.pay.topup.TopUpDecision.KeyReused;
import io.hongbao.pay.topup.TopUpDecision.OverLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Opens the document of a top-up, or finds it. */
record TopUp(
        UserId user,
        IdempotencyKey key,
        Money amount,
        ChosenCard card,
        DailyLimits limits,
        Duration askAfter)
        implements WalletCommand<TopUpDecision> {

    private String number() {
        return CardDocument.numberOf(user, key);
    }

    @Override
    public void collect(WalletNeeds needs) {
        needs.user(user).document(number());
    }

    @Override
    public TopUpDecision decide(WalletBatch batch, Instant now) {
        var first = batch.document(number());
        if (first.isPresent()) {
            return repeat(first.get(), batch.balance(user));
        }
        var limit = limits.toppingUp(batch.usage(user, now), amount);
        if (limit.isPresent()) {
            return new OverLimit(limit.get());
        }
        if (card.refusal() != null) {
            return new CardRefused(card.refusal());
        }
        var document =
                CardDocument.create(
                        number(),
                        user,
                        new TopsUp(key),
                        amount,
                        card.card(),
                        now,
                        now.plus(askAfter));
        batch.create(document);
        return new DocumentCreated(document);
    }

    private TopUpDecision repeat(CardDocument first, Money balance) {
        if (!first.amount().equals(amount) || !card.isOf(first)) {
            return new KeyReused();
        }
        return switch (first.state()) {
            case PAID -> new AlreadyPaid(Optional.ofNullable(first.balanceAfter()).orElse(balance));
            case DECLINED -> new AlreadyDeclined();
            case LOCKED, REFUNDED -> new AlreadyFailed();
            case OPEN, UNCLEAR, LOCKING, REFUNDING -> new BankAskedBefore(first);
        };
    }
}
