package io.hongbao.pay.bank;

/**
 * The way to money on cards of one bank. No method throws for a bank that fails; each waits for a
 * bounded time. Only an answer of the bank about this very number, or token, decides: whatever else
 * happens is unclear.
 */
public interface BankChannel extends AutoCloseable {

    /** 1 to 16 letters a-z, digits and hyphens; written into documents, so never changed. */
    String name();

    /**
     * Takes the money, once for each number however often it is asked. The same number gets the
     * same decision for ever, or {@code Refunded} once it was given back; with another card or
     * amount it is unclear, and takes no money.
     */
    BankAnswer debit(BankDebit debit);

    /**
     * How the debit stands; changes nothing. {@code NotBooked} says nothing of the future: a call
     * that is still on its way may be booked later. Only {@link #lock} prevents that.
     */
    BankAnswer query(String number);

    /**
     * Decides what is undecided: {@code Locked} when the number is not decided, for ever, also when
     * the bank never saw it; else what was decided before.
     */
    BankAnswer lock(String number);

    /**
     * Gives the whole amount back to the card, once for each number however often it is asked:
     * {@code Refunded}. Unclear also for a number that was never debited.
     */
    BankAnswer refund(String number);

    /** What the bank calls the card of a token; changes nothing. */
    BindAnswer bind(String token);

    /** Whether calls are not made now, because too many failed or wait. */
    default boolean callsRefused() {
        return false;
    }

    @Override
    default void close() {}
}
