package io.hongbao.pay.bank;

import io.hongbao.contracts.money.Money;

/**
 * Money to be taken from a card.
 *
 * @param number makes it repeatable: the same number is one debit
 */
public record BankDebit(String number, String card, Money amount) {

    /** Says nothing of the card. */
    @Override
    public String toString() {
        return "BankDebit[number=" + number + "]";
    }
}
