package io.hongbao.reconcile.bank;

/**
 * What the bank has debited from cards for us, ever.
 *
 * @param debits how many
 */
public record BankDebits(long debitedFen, long debits) {}
