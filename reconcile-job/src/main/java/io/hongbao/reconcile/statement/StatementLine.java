package io.hongbao.reconcile.statement;

import java.time.Instant;

/**
 * One debit, as the bank states it.
 *
 * @param number of the card document
 * @param at when the bank took the money
 */
record StatementLine(String number, long amountFen, Instant at) {}
