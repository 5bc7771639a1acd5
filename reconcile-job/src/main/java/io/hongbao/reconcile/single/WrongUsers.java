package io.hongbao.reconcile.single;

import io.hongbao.reconcile.read.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Finds the users whose balance is not the sum of their transfers, where the sums of a shard have
 * shown that there are some.
 *
 * <p>Users are divided into parts, and each part has two sums. The users of a part that is not
 * right are added up one by one, by keys. Where that explains the two sums, nobody else is wrong;
 * where it does not (somebody has transfers and no balance), all rows of these parts are read.
 */
final class WrongUsers {

    private static final int PARTS = 4_096;

    /** With more, to read all rows is quicker. */
    private static final int PARTS_MAX = 100;

    private static final int USERS_AT_ONCE = 500;
    private static final int ROWS_MAX = 1_000;
    private static final int WEIGHTS = 0xFFFF;

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
            var hash = new CRC32();
            hash.update(Long.toString(user).getBytes(StandardCharsets.US_ASCII));
            double fen = balanceFen - movedFen;
            return new Part(fen, (hash.getValue() & WEIGHTS) * fen);
        }
    }

    /**
     * Balances less what moved. Doubles, which databases add up fastest; not a number where they
     * are not exact.
     */
    private record Part(double fen, double weighed) {

        private static final double EXACT = 1L << 52;

        static Part of(double fen, double weighed) {
            boolean exact = Math.abs(fen) < EXACT && Math.abs(weighed) < EXACT;
            return exact ? new Part(fen, weighed) : new Part(Double.NaN, Double.NaN);
        }

        Part minus(Part other) {
            return of(fen - other.fen, weighed - other.weighed);
        }

        boolean right() {
            return fen == 0 && weighed == 0;
        }
    }

    private static final Part NOTHING = new Part(0, 0);

    /** At most a thousand. */
    List<Wrong> find(Rows balances, Collection<Rows> transfers) {
        Map<Integer, Part> parts = sums(balances);
        for (Rows rows : transfers) {
            sums(rows)
                    .forEach((at, moved) ->
                            parts.put(at, parts.getOrDefault(at, NOTHING).minus(moved)));
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

    private Map<Integer, Part> sums(Rows rows) {
        String sql =
                """
                select user_id mod %d as part, sum(%s + 0e0) as fen,
                    sum((crc32(user_id) & %d) * (%2$s + 0e0)) as weighed
                from %s
                group by part
                """
                        .formatted(PARTS, rows.fen(), WEIGHTS, rows.from());
        return database
                .rows(
                        sql,
                        row ->
                                Map.entry(
                                        row.getInt("part"),
                                        Part.of(row.getDouble("fen"), row.getDouble("weighed"))))
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
                """
                        .formatted(condition, movedSql, ROWS_MAX);
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
