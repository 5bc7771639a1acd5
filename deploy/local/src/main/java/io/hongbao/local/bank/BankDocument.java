package io.hongbao.local.bank;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a number stands in the books; a line of them for each change.
 *
 * @param card null for a number that was locked before the bank saw its debit
 * @param amountFen 0 then
 * @param at when it came to stand so
 */
record BankDocument(
        String number, @Nullable String card, long amountFen, Outcome outcome, Instant at) {

    /** How it can stand. */
    enum Outcome {
        DEBITED,
        DECLINED,
        LOCKED,
        REFUNDED
    }

    static BankDocument of(Debit debit, Outcome outcome, Instant at) {
        return new BankDocument(debit.number(), debit.card(), debit.amountFen(), outcome, at);
    }

    static BankDocument locked(String number, Instant at) {
        return new BankDocument(number, null, 0, Outcome.LOCKED, at);
    }

    BankDocument refunded(Instant when) {
        return new BankDocument(number, card, amountFen, Outcome.REFUNDED, when);
    }

    /** Whether it is what was asked for; one that was locked unseen is whatever is asked for. */
    boolean is(Debit debit) {
        return card == null || (card.equals(debit.card()) && amountFen == debit.amountFen());
    }
}
