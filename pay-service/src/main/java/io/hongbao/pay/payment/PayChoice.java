package io.hongbao.pay.payment;

import java.util.Optional;

/** Which money the sender allows to be used. */
sealed interface PayChoice {

    /** Change or nothing. */
    record OnlyChange() implements PayChoice {}

    /** The card, whatever the change. */
    record OnlyCard(String text) implements PayChoice {}

    /** Change when it covers the total, else the card. */
    record ChangeThenCard(String text) implements PayChoice {}

    /** The card that may be used. */
    default Optional<String> card() {
        return switch (this) {
            case OnlyChange _ -> Optional.empty();
            case OnlyCard(var text) -> Optional.of(text);
            case ChangeThenCard(var text) -> Optional.of(text);
        };
    }

    default boolean allowsChange() {
        return switch (this) {
            case OnlyChange _, ChangeThenCard _ -> true;
            case OnlyCard _ -> false;
        };
    }
}
