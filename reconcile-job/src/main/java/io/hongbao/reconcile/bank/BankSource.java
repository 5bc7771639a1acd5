package io.hongbao.reconcile.bank;

/** Where the bank's books are read. */
@FunctionalInterface
public interface BankSource {

    /** The books as they are now; {@code CannotReadException} when the bank does not answer. */
    BankDebits read();
}
