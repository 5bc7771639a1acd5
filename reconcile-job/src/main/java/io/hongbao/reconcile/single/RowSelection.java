package io.hongbao.reconcile.single;

/**
 * Transfers, or balances, of one form, as SQL.
 *
 * @param from a table, and which of its rows
 * @param fen what a row moves, or is
 * @param irregular which rows are not as they should be
 */
record RowSelection(String from, String fen, String irregular) {}
