package io.hongbao.reconcile.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
 * @param divided by what rows are divided into buckets
 * @param counted how rows are counted together as lines; null where a row is a line
 */
record Side(
        boolean inSet,
        String table,
        String scope,
        String key,
        String filter,
        Columns lines,
        Division divided,
        @Nullable RowCount counted) {

    /** The filter that leaves nothing out. */
    static final String ALL = "true";

    /** Times are the same within 128 seconds that begin with a multiple of 128. */
    static final int TIME_SHIFT = 7;

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
            String says =
                    String.format(Locale.ROOT, "concat_ws('|', %s, %s, %s)", userId, fen, more);
            return new Columns(line, userId, fen, more, at, says);
        }

        Columns saying(String other) {
            return new Columns(line, userId, fen, more, at, other);
        }

        /**
         * 64 bits of a line: of what it is, and of what it says and its time. A time of whatever
         * year, shifted, is below 2^32 as a CRC-32 is, so the product is below 2^64.
         */
        String hash() {
            String time =
                    at.equals(NO_TIME) ? "" : " ^ (to_seconds(" + at + ") >> " + TIME_SHIFT + ")";
            return String.format(Locale.ROOT, "crc32(%s) * (crc32(%s)%s)", line, says, time);
        }
    }

    /**
     * By what rows are divided, where all lines of a table are read at once.
     *
     * @param userId whose wallet shard
     * @param at of which hour
     */
    record Division(String userId, String at) {}

    /**
     * Lines that are several rows, or the number of them: an error of one shows in sums of what
     * each row has times the hash of its packet, however they are grouped.
     *
     * @param count how many a row is
     * @param fen how much they are
     * @param grouped how rows become lines, or empty
     */
    record RowCount(String count, String fen, String grouped) {}

    /** What one statement can read. */
    record Rows(boolean inSet, String table, String scope, Division divided) {}

    static Side of(boolean inSet, String table, String scope, String filter, Columns lines) {
        String key = table.equals("transfer") ? "business_no" : "order_no";
        var divided = new Division(lines.userId(), lines.at());
        return new Side(inSet, table, scope, key, filter, lines, divided, null);
    }

    Side counted(RowCount by) {
        return counted(this, by);
    }

    /** Its lines counted so, from rows that are divided as those of {@code other}. */
    Side counted(Side other, RowCount by) {
        return new Side(inSet, table, scope, key, filter, lines, other.divided, by);
    }

    Rows rows() {
        return new Rows(inSet, table, scope, divided);
    }

    /** How many of what is counted a line stands for. */
    long count(Line line) {
        return counted == null ? 1 : Long.parseLong(line.more());
    }

    /** The lines of keys from one up to another, which is not included. */
    String linesSql(int table) {
        return String.format(
                Locale.ROOT,
                """
                select %s as order_no, %s as line, %s as user_id, %s as fen, %s as more, %s as at
                from %s
                where %s and %s
                %s
                """,
                key.equals("order_no") ? key : "left(" + key + ", 22)",
                lines.line(),
                lines.userId(),
                lines.fen(),
                lines.more(),
                lines.at(),
                tableName(table),
                inRange(),
                filter,
                counted == null ? "" : counted.grouped());
    }

    /** The rows for sums over many lines: what comes after {@code from}. */
    String sourceSql(int table, String rowsFilter) {
        return String.format(
                Locale.ROOT, "%s\nwhere %s and %s", tableName(table), inRange(), rowsFilter);
    }

    private String inRange() {
        return String.format(Locale.ROOT, "%s %s >= ? and %2$s < ?", scope, key);
    }

    /** The first key from one up to another. */
    String firstKeySql(int table) {
        return String.format(
                Locale.ROOT,
                "select %s from %s where %s order by %1$s limit 1",
                key,
                tableName(table),
                inRange());
    }

    private String tableName(int number) {
        return inSet ? String.format(Locale.ROOT, table, number) : table;
    }
}
