package io.hongbao.ledger.card;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A card as a document keeps it. Its token is opaque text of the bank's, never a card number.
 *
 * @param channel the name of the bank channel whose token it is
 * @param hash a keyed hash of the token, which stays: so a repeat is known as one
 * @param token 1 to {@value #TOKEN_LENGTH_MAX} characters; null once the document has ended
 * @param label what the bank says for people to see; null when it was not asked
 */
public record BankCard(
        String channel, String hash, @Nullable String token, @Nullable String label) {

    /** The most letters of a token. */
    public static final int TOKEN_LENGTH_MAX = 64;

    /** The same without its token. */
    BankCard withoutToken() {
        return new BankCard(channel, hash, null, label);
    }

    /** The token, while the document has not ended. */
    public Optional<String> knownToken() {
        return Optional.ofNullable(token);
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "BankCard[channel=" + channel + "]";
    }
}
