package io.hongbao.pay.bank;

/** The way to money on bank cards. */
public interface BankChannel {

    /**
     * Takes the money, once for each number however often it is asked, and waits for a bounded
     * time. The same number gets the same decision for ever; an unclear answer is decided by
     * repeating the same debit. The same number with another card or amount never takes money.
     * Throws nothing for a bank that fails.
     */
    BankAnswer debit(BankDebit debit);
}
