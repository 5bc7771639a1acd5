package io.hongbao.reconcile.single;

import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.statement.NumberBuckets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Finds the users whose balance is not the sum of their transfers, where the sums of a shard have
 * shown that there are some.
 *
 * <p>Users are divided into parts, and each part has three sums. The users of a part that is not
 * right are added up one by one, by keys. Where that explains the sums, nobody else is wrong; where
 * it does not (somebody has transfers and no balance), all rows of these parts are read.
 */
final class WrongUsers {

    private static final int PARTS = 4_096;

    /** With more, to read all rows is quicker. */
    private static final int PARTS_MAX = 100;

    private static final int USERS_AT_ONCE = 500;
    private static final int ROWS_MAX = 1_000;

    /** Two halves of a weight: with all of it, sums would not be exact as doubles. */
    private static final int WEIGHT_BITS = 8;

    private static final int WEIGHTS = (1 << WEIGHT_BITS) - 1;

    private final Snapshot database;
    private final String movedSql;

    /**
     * @param movedSql what a transfer moved into the change of its user, whatever form it has
     */
    WrongUsers(Snapshot database, String movedSql) {
        this.database = database;
        this.movedSql = movedSql;
    }

    /** Of which the balance is not what moved. */
    record Wrong(long user, long balanceFen, long movedFen) {

        private int part() {
            return (int) (user % PARTS);
        }

        private Part difference() {
            long hash = NumberBuckets.hash(Long.toString(user));
            double fen = balanceFen - movedFen;
            return Part.of(fen, (hash & WEIGHTS) * fen, (hash >> WEIGHT_BITS & WEIGHTS) * fen);
        }
    }

    /**
     * Balances less what moved: fen, and fen times two weights. Doubles, which databases add up
     * fastest; not a number where they are not exact.
     */
    private record Part(double fen, double low, double high) {

        static final Part NOTHING = new Part(0, 0, 0);

        private static final double EXACT = 1L << 52;

        static Part of(double fen, double low, double high) {
            boolean exact = DoubleStream.of(fen, low, high).allMatch(sum -> Math.abs(sum) < EXACT);
            return exact ? new Part(fen, low, high) : new Part(Double.NaN, Double.NaN, Double.NaN);
        }

        Part minus(Part other) {
            return of(fen - other.fen, low - other.low, high - other.high);
        }

        boolean right() {
            return fen == 0 && low == 0 && high == 0;
        }
    }

    /** At most a thousand. */
    List<Wrong> find(RowSelection balances, Collection<RowSelection> transfers) {
        Map<Integer, Part> parts = sums(balances);
        for (RowSelection rows : transfers) {
            sums(rows)
                    .forEach((at, moved) ->
                            parts.put(at, parts.getOrDefault(at, Part.NOTHING).minus(moved)));
        }
        parts.values().removeIf(Part::right);
        if (parts.isEmpty() || parts.size() > PARTS_MAX) {
            return among("true");
        }
        String inParts = in("user_id mod " + PARTS, parts.keySet());
        List<Wrong> wrong = byKey(inParts);
        for (Wrong each : wrong) {
            parts.computeIfPresent(each.part(), (_, part) -> part.minus(each.difference()));
        }
        return parts.values().stream().allMatch(Part::right) ? wrong : among(inParts);
    }

    private Map<Integer, Part> sums(RowSelection rows) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select user_id mod %1$d as part, sum(%2$s + 0e0) as fen,
                            sum((crc32(user_id) & %3$d) * (%2$s + 0e0)) as low,
                            sum((crc32(user_id) >> %4$d & %3$d) * (%2$s + 0e0)) as high
                        from %5$s
                        group by part
                        """,
                        PARTS,
                        rows.fen(),
                        WEIGHTS,
                        WEIGHT_BITS,
                        rows.from());
        return database
                .rows(
                        sql,
                        row ->
                                Map.entry(
                                        row.getInt("part"),
                                        Part.of(
                                                row.getDouble("fen"),
                                                row.getDouble("low"),
                                                row.getDouble("high"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Wrong> byKey(String inParts) {
        List<Long> users =
                database.rows(
                        "select user_id from balance where " + inParts, row -> row.getLong(1));
        var wrong = new ArrayList<Wrong>();
        for (int from = 0; from < users.size(); from += USERS_AT_ONCE) {
            List<Long> some = users.subList(from, Math.min(from + USERS_AT_ONCE, users.size()));
            wrong.addAll(among(in("user_id", some)));
        }
        return wrong;
    }

    private List<Wrong> among(String condition) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select user_id, sum(balance_fen) as balance_fen, sum(moved_fen) as moved_fen
                        from (
                            select user_id, balance_fen, 0 as moved_fen from balance where %s
                            union all
                            select user_id, 0, %s from transfer where %1$s
                        ) as movement
                        group by user_id
                        having sum(balance_fen) <> sum(moved_fen)
                        order by user_id
                        limit %d
                        """,
                        condition,
                        movedSql,
                        ROWS_MAX);
        return database.rows(
                sql,
                row ->
                        new Wrong(
                                row.getLong("user_id"),
                                row.getLong("balance_fen"),
                                row.getLong("moved_fen")));
    }

    private static String in(String what, Collection<? extends Number> numbers) {
        return numbers.stream()
                .map(Objects::toString)
                .collect(Collectors.joining(",", what + " in (", ")"));
    }
}
