package io.hongbao.reconcile.bank;

import java.util.Collection;

/** Where the books of a bank, or of all banks, are read. */
@FunctionalInterface
public interface BankSource {

    /** The books as they are now; {@code CannotReadException} when a bank does not answer. */
    BankBooks read();

    /** The sums of all of them. */
    static BankSource all(Collection<? extends BankSource> banks) {
        return () -> banks.stream().map(BankSource::read).reduce(BankBooks.NONE, BankBooks::plus);
    }
}
