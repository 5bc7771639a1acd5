package io.hongbao.pay.card;

import io.hongbao.catalogue.Switch;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankChannels;
import io.hongbao.pay.decline.CardDeclines;
import io.hongbao.serving.key.CardHashes;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.runtime.Switches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the bank of a card. */
public final class ChooseCard {

    private final BankChannels channels;
    private final Switches switches;
    private final CardHashes hashes;
    private final CardDeclines declines;

    public ChooseCard(
            BankChannels channels, Switches switches, CardHashes hashes, CardDeclines declines) {
        this.channels = channels;
        this.switches = switches;
        this.hashes = hashes;
        this.declines = declines;
    }

    /** Throws {@link ProblemException}, which names the field, when no bank has such tokens. */
    public ChosenCard choose(CardToken token) {
        BankChannel channel =
                channels.ofToken(token.text())
                        .orElseThrow(() ->
                                ProblemException.field("card", "must be a token of a known bank"));
        return chosen(channel.name(), token.text(), null);
    }

    /** Of a card that its user bound; refused when its bank is no more. */
    public ChosenCard choose(BoundCard bound) {
        return chosen(bound.channel(), bound.token(), bound.label());
    }

    private ChosenCard chosen(String channel, String token, @Nullable String label) {
        String hash = hashes.of(token);
        return new ChosenCard(
                new BankCard(channel, hash, token, label), refusal(channel, hash), hashes);
    }

    private @Nullable ProblemException refusal(String channel, String hash) {
        for (Switch function : List.of(Switch.CARD_PAYMENTS, Switch.bank(channel))) {
            if (switches.off(function)) {
                return Switches.problem(function);
            }
        }
        if (channels.callsRefused(channel)) {
            return ChosenCard.bankUnavailable();
        }
        return declines.refusal(hash).orElse(null);
    }
}
