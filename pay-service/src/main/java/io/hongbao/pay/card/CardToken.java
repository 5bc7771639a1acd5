package io.hongbao.pay.card;

import io.hongbao.ledger.card.BankCard;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How a client names a card: opaque text that a bank gave out. A card number is refused before it
 * is stored or logged.
 */
public record CardToken(String text) {

    private static final String FIELD = "card";
    private static final int DIGITS_MIN = 12;
    private static final int DIGITS_MAX = 19;

    /** {@code text}, when it is there and can be a token; else a refusal that names the field. */
    public static CardToken required(@Nullable String text) {
        if (text == null) {
            throw ProblemException.field(FIELD, "must be there");
        }
        return checked(text);
    }

    /** {@code text}, when it can be a token; else a refusal that names the field. */
    public static CardToken checked(String text) {
        boolean fits = !text.isEmpty() && text.length() <= BankCard.TOKEN_LENGTH_MAX;
        if (!fits || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw ProblemException.field(
                    FIELD,
                    "must be 1 to "
                            + BankCard.TOKEN_LENGTH_MAX
                            + " visible ASCII characters: length="
                            + text.length());
        }
        if (isCardNumber(text)) {
            throw ProblemException.field(
                    FIELD, "must be a token that the bank gave, not the number of a card");
        }
        return new CardToken(text);
    }

    /** ISO/IEC 7812-1: 12 to 19 digits, the last of which is the check digit of Luhn's formula. */
    private static boolean isCardNumber(String text) {
        String digits = text.replace("-", "");
        if (digits.length() < DIGITS_MIN
                || digits.length() > DIGITS_MAX
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "CardToken";
    }
}
