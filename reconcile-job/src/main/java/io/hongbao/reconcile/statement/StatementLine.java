package io.hongbao.reconcile.statement;

import java.time.Instant;

/**
 * One movement of money, as a bank states it.
 *
 * @param bank the bank's name
 * @param number of the card document
 * @param at when the bank moved the money
 */
record StatementLine(String bank, String number, Kind kind, long amountFen, Instant at) {

    enum Kind {
        DEBIT,
        REFUND
    }
}
