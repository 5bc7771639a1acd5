package io.hongbao.pay.payment;

import java.util.Optional;

/** Which money the sender allows to be used. */
sealed interface PayChoice {

    /** The balance or nothing. */
    record OnlyBalance() implements PayChoice {}

    /** The card, whatever the balance. */
    record OnlyCard(String text) implements PayChoice {}

    /** The balance when it covers the total, else the card. */
    record BalanceThenCard(String text) implements PayChoice {}

    /** The card that may be used. */
    default Optional<String> card() {
        return switch (this) {
            case OnlyBalance _ -> Optional.empty();
            case OnlyCard(var text) -> Optional.of(text);
            case BalanceThenCard(var text) -> Optional.of(text);
        };
    }

    default boolean allowsBalance() {
        return switch (this) {
            case OnlyBalance _, BalanceThenCard _ -> true;
            case OnlyCard _ -> false;
        };
    }
}
