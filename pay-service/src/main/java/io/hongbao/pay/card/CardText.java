package io.hongbao.pay.card;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How a client names a card. The bank knows what it means; here it is only text. */
public final class CardText {

    private static final String FIELD = "card";

    private CardText() {}

    /** {@code text}, when it is there and can be a card; else a refusal that names the field. */
    public static String required(@Nullable String text) {
        if (text == null) {
            throw ProblemException.field(FIELD, "must be there");
        }
        return checked(text);
    }

    /** {@code text}, when it can be a card; else a refusal that names the field. */
    public static String checked(String text) {
        boolean fits = !text.isEmpty() && text.length() <= CardDocument.CARD_LENGTH_MAX;
        if (!fits || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw ProblemException.field(
                    FIELD,
                    "must be 1 to "
                            + CardDocument.CARD_LENGTH_MAX
                            + " visible ASCII characters: length="
                            + text.length());
        }
        return text;
    }
}
