package io.hongbao.reconcile.single;

import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether each balance is the sum of its user's transfers, of all days, and each transfer of a form
 * that the ledger writes.
 *
 * <p>Compared are the sum of all fen, and two sums of hash(user) · fen, with the halves of a 32-bit
 * hash. They are linear, so neither side has to be grouped by user, and an error of one user shows
 * in the second and third by multiples of his hash. Where they are not the same, buckets of users
 * are compared in the same way, and only users of buckets that differ are added up one by one.
 */
public final class Balances {

    private static final int BUCKETS = 512;
    private static final int ROWS_MAX = 1_000;

    /** The most buckets named in one statement. */
    private static final int BUCKETS_AT_ONCE = 500;

    /** What moved into the change of the row's user, where the row is what the ledger writes. */
    private static final String MOVED_BY_KIND =
            """
            cast(amount_fen as signed)
                * if(kind = 'PACKET_PAY', if(debit_account = 'bank', 0, -1), 1)\
            """;

    /** The same for every row, and dearer: two texts have to be made of each. */
    private static final String MOVED =
            """
            cast(amount_fen as signed) * ((credit_account = concat('user:', user_id))
                - (debit_account = concat('user:', user_id)))\
            """;

    private record Sketch(long fen, String low, String high, long irregular) {

        boolean sameMoney(Sketch other) {
            return fen == other.fen && low.equals(other.low) && high.equals(other.high);
        }
    }

    private static final Sketch NOTHING = new Sketch(0, "0", "0", 0);

    /** What was found in a shard. */
    public record Result(long users, long fen, List<Finding> findings) {}

    private final Snapshot database;
    private final String irregular;

    private Balances(Snapshot database, int slotFrom, int slotTo) {
        this.database = database;
        irregular = "not " + regular(slotFrom, slotTo);
    }

    /** What the ledger writes, and nothing else. */
    private static String regular(int slotFrom, int slotTo) {
        return """
        (user_id mod 100 between %d and %d and case kind
            when 'SHARE_CREDIT' then debit_account = 'escrow' and business_no like '2%%'
                and credit_account = concat('user:', user_id)
            when 'PACKET_PAY' then credit_account = 'escrow' and business_no like '2%%'
                and debit_account in ('bank', concat('user:', user_id))
            when 'PACKET_REFUND' then debit_account = 'escrow' and business_no like '2%%'
                and credit_account = concat('user:', user_id)
            when 'TOP_UP' then debit_account = 'bank'
                and credit_account = concat('user:', user_id)
            when 'CARD_REFUND' then debit_account = 'bank'
                and credit_account = concat('user:', user_id)
            else false end)\
        """
                .formatted(slotFrom, slotTo);
    }

    /** {@code slotFrom} to {@code slotTo}, both included, are the shard's slots. */
    public static Result check(Snapshot database, int slotFrom, int slotTo) {
        return new Balances(database, slotFrom, slotTo)
                .check("not user_id mod 100 between %d and %d".formatted(slotFrom, slotTo));
    }

    private Result check(String stray) {
        Map<Integer, Sketch> balances = sketches(1, "balance_fen", stray, "balance");
        Map<Integer, Sketch> transfers = sketches(1, MOVED_BY_KIND, irregular, "transfer");
        boolean regular = irregular(transfers) == 0;
        boolean clean =
                regular && irregular(balances) == 0 && differing(balances, transfers).isEmpty();
        return new Result(
                database.number("select count(*) from balance"),
                balances.values().stream().mapToLong(Sketch::fen).sum(),
                clean ? List.of() : findings(stray, regular ? MOVED_BY_KIND : MOVED));
    }

    private List<Finding> findings(String stray, String moved) {
        Map<Integer, Sketch> balances = sketches(BUCKETS, "balance_fen", stray, "balance");
        Map<Integer, Sketch> transfers = sketches(BUCKETS, moved, irregular, "transfer");
        var findings = new ArrayList<Finding>();
        var all = List.copyOf(differing(balances, transfers));
        for (int from = 0; from < all.size(); from += BUCKETS_AT_ONCE) {
            findings.addAll(
                    different(all.subList(from, Math.min(from + BUCKETS_AT_ONCE, all.size()))));
        }
        if (irregular(balances) > 0) {
            findings.addAll(database.rows(straySql(stray), this::stray));
        }
        if (irregular(transfers) > 0) {
            findings.addAll(database.rows(irregularSql(), this::irregular));
        }
        return findings;
    }

    private static Set<Integer> differing(Map<Integer, Sketch> one, Map<Integer, Sketch> other) {
        var differing = new TreeSet<>(one.keySet());
        differing.addAll(other.keySet());
        differing.removeIf(bucket ->
                one.getOrDefault(bucket, NOTHING).sameMoney(other.getOrDefault(bucket, NOTHING)));
        return differing;
    }

    /** Groups cost more than sums, so there are none where one is enough. */
    private Map<Integer, Sketch> sketches(int buckets, String fen, String irregular, String table) {
        var sketches = new HashMap<Integer, Sketch>();
        String sql =
                """
                select %s as bucket, coalesce(sum(fen), 0) as fen,
                    coalesce(sum(cast(crc32(user_id) mod 65536 as signed) * fen), 0) as low,
                    coalesce(sum(cast(crc32(user_id) div 65536 as signed) * fen), 0) as high,
                    coalesce(sum(irregular), 0) as irregular
                from (select user_id, %s as fen, %s as irregular from %s) as movement
                %s
                """
                        .formatted(
                                buckets == 1 ? "0" : "user_id mod " + buckets,
                                fen,
                                irregular,
                                table,
                                buckets == 1 ? "" : "group by bucket");
        database.rows(
                        sql,
                        row ->
                                Map.entry(
                                        row.getInt("bucket"),
                                        new Sketch(
                                                row.getLong("fen"),
                                                row.getString("low"),
                                                row.getString("high"),
                                                row.getLong("irregular"))))
                .forEach(entry -> sketches.put(entry.getKey(), entry.getValue()));
        return sketches;
    }

    private static long irregular(Map<Integer, Sketch> sketches) {
        return sketches.values().stream().mapToLong(Sketch::irregular).sum();
    }

    private List<Finding> different(List<Integer> buckets) {
        String in =
                buckets.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "user_id mod " + BUCKETS + " in (", ")"));
        String sql =
                """
                select user_id, sum(balance_fen) as balance_fen, sum(moved_fen) as moved_fen
                from (
                    select user_id, balance_fen, 0 as moved_fen
                    from balance
                    where %s
                    union all
                    select user_id, 0, %s
                    from transfer
                    where %1$s
                ) as movement
                group by user_id
                having sum(balance_fen) <> sum(moved_fen)
                order by user_id
                limit %3$d
                """
                        .formatted(in, MOVED, ROWS_MAX);
        return database.rows(sql, this::different);
    }

    private Finding different(ResultSet row) throws SQLException {
        long user = row.getLong("user_id");
        long balance = row.getLong("balance_fen");
        long moved = row.getLong("moved_fen");
        return finding(
                Kind.BALANCE_DIFFERS,
                "user " + user,
                user,
                Math.abs(balance - moved),
                "balance fen=%d, by its transfers fen=%d".formatted(balance, moved));
    }

    private static String straySql(String stray) {
        return "select user_id, balance_fen from balance where %s limit %d"
                .formatted(stray, ROWS_MAX);
    }

    private Finding stray(ResultSet row) throws SQLException {
        long user = row.getLong("user_id");
        return finding(
                Kind.TRANSFER_MALFORMED,
                "user " + user,
                user,
                Math.abs(row.getLong("balance_fen")),
                "the balance of another shard's user");
    }

    private String irregularSql() {
        return """
        select kind, business_no, user_id, amount_fen, debit_account, credit_account
        from transfer
        where %s
        limit %d
        """
                .formatted(irregular, ROWS_MAX);
    }

    private Finding irregular(ResultSet row) throws SQLException {
        return finding(
                Kind.TRANSFER_MALFORMED,
                row.getString("kind") + " " + row.getString("business_no"),
                row.getLong("user_id"),
                row.getLong("amount_fen"),
                "debit=%s, credit=%s"
                        .formatted(
                                row.getString("debit_account"), row.getString("credit_account")));
    }

    private Finding finding(Kind kind, String subject, long user, long fen, String evidence) {
        return new Finding(kind, "", subject, database.name(), user, fen, evidence);
    }
}
