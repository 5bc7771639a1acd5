package io.hongbao.pay.payment;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.card.ChosenCard;
import java.util.Optional;

/** Which money the sender allows to be used. */
sealed interface PayChoice {

    /** The balance or nothing. */
    record OnlyBalance() implements PayChoice {}

    /** A card that the sender bound, whatever the balance: the latest, unless one is under way. */
    record OnlyBoundCard() implements PayChoice {}

    /** The card, whatever the balance. */
    record OnlyCard(ChosenCard chosen) implements PayChoice {}

    /** The balance when it covers the total, else the card. */
    record BalanceThenCard(ChosenCard chosen) implements PayChoice {}

    /** Nothing was said: the balance, else the latest bound card; or what is under way already. */
    record Default() implements PayChoice {}

    /** The card that is named. */
    default Optional<ChosenCard> card() {
        return switch (this) {
            case OnlyBalance _, OnlyBoundCard _, Default _ -> Optional.empty();
            case OnlyCard(var chosen) -> Optional.of(chosen);
            case BalanceThenCard(var chosen) -> Optional.of(chosen);
        };
    }

    default boolean allowsBalance() {
        return switch (this) {
            case OnlyBalance _, BalanceThenCard _, Default _ -> true;
            case OnlyBoundCard _, OnlyCard _ -> false;
        };
    }

    /** Whether a bound card pays when the choice names none. */
    default boolean allowsBoundCard() {
        return switch (this) {
            case OnlyBalance _ -> false;
            case OnlyBoundCard _, OnlyCard _, BalanceThenCard _, Default _ -> true;
        };
    }

    /** The same with this card, for a choice that allows one. */
    default PayChoice with(ChosenCard chosen) {
        return allowsBalance() ? new BalanceThenCard(chosen) : new OnlyCard(chosen);
    }

    /** Whether a payment by this card that is under way is what is chosen here, too. */
    default boolean isRepeatOf(ChosenCard underWay) {
        return !(this instanceof OnlyBalance) && card().map(underWay::isSame).orElse(true);
    }

    /** Whether the payment that the document began is what is chosen here, too. */
    default boolean isRepeatOf(CardDocument document) {
        return switch (this) {
            case OnlyBalance _ -> false;
            case OnlyBoundCard _, Default _ -> true;
            case OnlyCard(var chosen) -> chosen.isOf(document);
            case BalanceThenCard(var chosen) -> chosen.isOf(document);
        };
    }
}
