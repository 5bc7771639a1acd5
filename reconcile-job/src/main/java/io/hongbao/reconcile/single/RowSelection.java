package io.hongbao.reconcile.single;

/**
 * Transfers, or balances, of one form, as SQL.
 *
 * @param from a table, and which of its rows
 * @param fen what a row moves, or is
 * @param irregular which rows are not as they should be
 * @param moved the key of a row that {@link MovedTransfers} are, else null
 */
record RowSelection(String from, String fen, String irregular, String moved) {

    /** Of which none is asked for as moved. */
    RowSelection(String from, String fen, String irregular) {
        this(from, fen, irregular, "null");
    }
}
