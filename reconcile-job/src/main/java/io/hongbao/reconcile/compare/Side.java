package io.hongbao.reconcile.compare;

/**
 * Where one side of a comparison has its lines, as SQL. Each column is an expression over the
 * table.
 *
 * @param inSet whether the table is in a SET, one for each of ten numbers ({@code %d}), or in a
 *     wallet shard
 * @param scope what goes with the key's index; ends with {@code and}, or is empty
 * @param key the column that begins with the order number, and by which the table is read
 * @param filter what else a line must fulfil, or {@link #ALL}
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

    /** The filter that leaves nothing out. */
    static final String ALL = "true";

    /** The time of lines that have none. */
    static final String NO_TIME = "null";

    /**
     * The columns of a line.
     *
     * @param line its identity, the same text on both sides; begins with the order number
     * @param more whatever else must be the same
     * @param at the business time, the same on both sides; UTC
     * @param says a text of all that must be the same and is not in the identity: the same text on
     *     both sides, and as cheap as can be, since all lines are hashed
     */
    record Columns(String line, String userId, String fen, String more, String at, String says) {

        static Columns of(String line, String userId, String fen, String more, String at) {
            String says = "concat_ws('|', %s, %s, %s)".formatted(userId, fen, more);
            return new Columns(line, userId, fen, more, at, says);
        }

        Columns saying(String other) {
            return new Columns(line, userId, fen, more, at, other);
        }

        /**
         * 64 bits of a line: of what it is, and of what it says and its hour. Neither factor is 0,
         * and the product is below 2^64. With a signed 0, {@code coalesce} would be of decimals,
         * which are slow.
         */
        String hash() {
            String hour =
                    at.equals(NO_TIME)
                            ? "0"
                            : "coalesce(to_days(%1$s) << 6 | hour(%1$s) << 1, cast(0 as unsigned))"
                                    .formatted(at);
            return "(1 + crc32(%s)) * ((crc32(%s) ^ %s) | 1)".formatted(line, says, hour);
        }
    }

    /** What one statement can read: rows, and by what they are divided into buckets. */
    record Rows(
            boolean inSet, String table, String scope, String grouped, String userId, String at) {}

    static Side of(boolean inSet, String table, String scope, String filter, Columns lines) {
        String key = table.equals("transfer") ? "business_no" : "order_no";
        return new Side(inSet, table, scope, key, filter, lines, "");
    }

    Side groupedByOrder() {
        return new Side(inSet, table, scope, key, filter, lines, "group by order_no");
    }

    boolean isGrouped() {
        return !grouped.isEmpty();
    }

    Rows rows() {
        return new Rows(inSet, table, scope, grouped, lines.userId(), lines.at());
    }

    /** The lines of keys from one up to another, which is not included. */
    String linesSql(int table) {
        return """
        select %s as order_no, %s as line, %s as user_id, %s as fen, %s as more, %s as at
        from %s
        where %s and %s
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
                        inRange(),
                        filter,
                        grouped);
    }

    /**
     * The rows for sums over many lines: what comes after {@code from}. Of a grouped side the
     * columns are named as {@link #summed} says.
     */
    String sourceSql(int table, String rowsFilter) {
        return isGrouped()
                ? "(" + linesSql(table) + ") as line"
                : "%s\nwhere %s and %s".formatted(tableName(table), inRange(), rowsFilter);
    }

    /** The columns over {@link #sourceSql}. */
    Columns summed() {
        return isGrouped() ? Columns.of("line", "user_id", "fen", "more", "at") : lines;
    }

    private String inRange() {
        return "%s %s >= ? and %2$s < ?".formatted(scope, key);
    }

    /** The first key from one up to another. */
    String firstKeySql(int table) {
        return "select %s from %s where %s order by %1$s limit 1"
                .formatted(key, tableName(table), inRange());
    }

    private String tableName(int number) {
        return inSet ? table.formatted(number) : table;
    }
}
