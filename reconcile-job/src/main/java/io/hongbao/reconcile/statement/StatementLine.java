package io.hongbao.reconcile.statement;

import java.time.Instant;

/**
 * One movement of money, as a bank states it.
 *
 * @param number of the card document
 * @param at when the bank moved the money
 */
record StatementLine(String number, Kind kind, long amountFen, Instant at) {

    enum Kind {
        DEBIT,
        REFUND
    }
}
