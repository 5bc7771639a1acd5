package io.hongbao.pay.boundcard;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.card.ChooseCard;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.shard.WalletShards;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which cards a user bound: a read of committed state, which throws a {@code LaneFault}. */
@Component
public final class FindBoundCard {

    private final WalletShards shards;
    private final ChooseCard chooseCard;
    private final LedgerReads reads = new LedgerReads();

    FindBoundCard(WalletShards shards, ChooseCard chooseCard) {
        this.shards = shards;
        this.chooseCard = chooseCard;
    }

    /** The latest first. */
    List<BoundCard> all(UserId user) {
        return shards.of(user).readForPayment(session -> reads.boundCards(session, user));
    }

    /** What the user has done on the day of {@code at}. */
    DayUsage usage(UserId user, Instant at) {
        return shards.of(user).readForPayment(session -> reads.usage(session, user, at));
    }

    /** The card that pays when none is named. */
    public Optional<ChosenCard> latest(UserId user) {
        return all(user).stream().findFirst().map(chooseCard::choose);
    }

    /** The card as the user bound it, with its label; as it was given when the user did not. */
    public ChosenCard named(UserId user, ChosenCard given) {
        return all(user).stream()
                .filter(given::isSame)
                .findFirst()
                .map(chooseCard::choose)
                .orElse(given);
    }
}
