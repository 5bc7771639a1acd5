package io.hongbao.pay.bank;

import org.jspecify.annotations.Nullable;

/** What a bank says of the debit with one number. */
public sealed interface BankAnswer {

    /**
     * The money was taken, now or by an earlier call, and was not given back.
     *
     * @param label of the card, where the bank tells it: at most {@link
     *     BindAnswer#LABEL_LENGTH_MAX} characters
     */
    record Debited(@Nullable String label) implements BankAnswer {

        public Debited() {
            this(null);
        }
    }

    /** No money was taken, and none ever will be for this number. */
    record Declined() implements BankAnswer {}

    /** No money was taken, and none ever will be: the number was locked first. */
    record Locked() implements BankAnswer {}

    /** The money was taken and the whole amount given back; neither happens again. */
    record Refunded() implements BankAnswer {}

    /** The bank knows no such number so far; answers a query only. */
    record NotBooked() implements BankAnswer {}

    /** No answer, or none that decides: money may have moved, or may still move. */
    record Unclear(String reason) implements BankAnswer {}
}
