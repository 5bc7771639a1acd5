package io.hongbao.reconcile.compare;

/**
 * Where one side of a comparison has its lines, as SQL. Each column is an expression over the
 * table.
 *
 * @param inSet whether the table is in a SET, one for each of ten numbers ({@code %d}), or in a
 *     wallet shard
 * @param scope what goes with the key's index; ends with {@code and}, or is empty
 * @param key the column that begins with the order number, and by which the table is read
 * @param filter what else a line must fulfil; begins with {@code and}, or is empty
 * @param lines one line's columns
 * @param grouped how rows become lines where a line is more than one row, or empty
 */
record Side(
        boolean inSet,
        String table,
        String scope,
        String key,
        String filter,
        Columns lines,
        String grouped) {

    /**
     * The columns of a line.
     *
     * @param line its identity, the same text on both sides; begins with the order number
     * @param more whatever else must be the same
     * @param at the business time, the same on both sides; UTC
     */
    record Columns(String line, String userId, String fen, String more, String at) {}

    static Side of(boolean inSet, String table, String scope, String filter, Columns lines) {
        String key = table.equals("transfer") ? "business_no" : "order_no";
        return new Side(inSet, table, scope, key, filter, lines, "");
    }

    Side groupedByOrder() {
        return new Side(inSet, table, scope, key, filter, lines, "group by order_no");
    }

    /** The lines of keys from one up to another, which is not included. */
    String linesSql(int table) {
        return """
        select %s as order_no, %s as line, %s as user_id, %s as fen, %s as more, %s as at
        from %s
        where %s %s >= ? and %s < ? %s
        %s
        """
                .formatted(
                        key.equals("order_no") ? key : "left(" + key + ", 22)",
                        lines.line(),
                        lines.userId(),
                        lines.fen(),
                        lines.more(),
                        lines.at(),
                        tableName(table),
                        scope,
                        key,
                        key,
                        filter,
                        grouped);
    }

    /** The first key from one up to another. */
    String firstKeySql(int table) {
        return "select %s from %s where %s %1$s >= ? and %1$s < ? order by %1$s limit 1"
                .formatted(key, tableName(table), scope);
    }

    private String tableName(int number) {
        return inSet ? table.formatted(number) : table;
    }
}
