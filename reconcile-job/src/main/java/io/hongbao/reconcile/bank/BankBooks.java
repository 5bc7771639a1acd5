package io.hongbao.reconcile.bank;

/**
 * What a bank debited from cards for us, and gave back to them, ever.
 *
 * @param debits how many
 * @param refunds how many of them were given back
 */
public record BankBooks(long debitedFen, long debits, long refundedFen, long refunds) {

    static final BankBooks NONE = new BankBooks(0, 0, 0, 0);

    /** What we have of it. */
    public long keptFen() {
        return debitedFen - refundedFen;
    }

    BankBooks plus(BankBooks other) {
        return new BankBooks(
                Math.addExact(debitedFen, other.debitedFen),
                debits + other.debits,
                Math.addExact(refundedFen, other.refundedFen),
                refunds + other.refunds);
    }
}
