package io.hongbao.pay.card;

import io.hongbao.ledger.card.BankCard;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankChannels;
import io.hongbao.serving.key.CardHashes;
import io.hongbao.serving.problem.ProblemException;

/** Finds the bank of a card. */
public final class ChooseCard {

    private final BankChannels channels;
    private final CardHashes hashes;

    public ChooseCard(BankChannels channels, CardHashes hashes) {
        this.channels = channels;
        this.hashes = hashes;
    }

    /** Throws {@link ProblemException}, which names the field, when no bank has such tokens. */
    public ChosenCard choose(CardToken token) {
        BankChannel channel =
                channels.ofToken(token.text())
                        .orElseThrow(() ->
                                ProblemException.field("card", "must be a token of a known bank"));
        return new ChosenCard(
                new BankCard(channel.name(), hashes.of(token.text()), token.text(), null),
                channels.callsRefused(channel.name()),
                hashes);
    }
}
