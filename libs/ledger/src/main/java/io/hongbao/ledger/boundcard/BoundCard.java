package io.hongbao.ledger.boundcard;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.card.BankCard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A card that its user may pay with without naming it. Its identity is (user, token).
 *
 * @param channel the name of the bank channel whose token it is
 * @param token 1 to {@value BankCard#TOKEN_LENGTH_MAX} visible ASCII characters, never a card
 *     number
 * @param label what the bank calls it; 1 to 64 characters
 * @param boundAt in whole milliseconds
 */
public record BoundCard(UserId user, String channel, String token, String label, Instant boundAt) {

    /** The most cards of one user. */
    public static final int PER_USER_MAX = 10;

    public BoundCard {
        boundAt = boundAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "BoundCard[channel=" + channel + ", boundAt=" + boundAt + "]";
    }
}
