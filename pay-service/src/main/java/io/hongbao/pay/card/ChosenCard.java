package io.hongbao.pay.card;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.serving.key.CardHashes;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The card that a caller named.
 *
 * @param refusal why no document may be made for it now; null when one may
 */
public record ChosenCard(BankCard card, @Nullable ProblemException refusal, CardHashes hashes) {

    /** What a caller is told whose bank cannot be asked now. */
    public static ProblemException bankUnavailable() {
        return ProblemException.of(
                ProblemCode.BANK_UNAVAILABLE,
                "the card's bank does not answer now, and nothing happened: try again, or another card");
    }

    /** Whether it is the same card. */
    public boolean isSame(ChosenCard other) {
        return card.channel().equals(other.card.channel())
                && card.knownToken().equals(other.card.knownToken());
    }

    /** Whether the bound card is this one. */
    public boolean isSame(BoundCard bound) {
        return card.knownToken().filter(bound.token()::equals).isPresent();
    }

    /** Whether the document is of this card. */
    public boolean isOf(CardDocument document) {
        return card.knownToken()
                .filter(token -> hashes.match(document.card().hash(), token))
                .isPresent();
    }
}
