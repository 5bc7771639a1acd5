package io.hongbao.reconcile.single;

import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.single.OtherDays.Moved;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether each balance is the sum of its user's transfers, of all days, and each transfer of a form
 * that the ledger writes. In the same reading, which transfers of other days were posted on the
 * day.
 *
 * <p>Compared are the sum of all fen, and two sums of hash(user) · fen, with the halves of a 32-bit
 * hash. They are linear, so neither side has to be grouped by user, and an error of one user shows
 * in the second and third by multiples of his hash.
 */
public final class Balances {

    private static final int ROWS_MAX = 1_000;

    private static final String TO_USER = "credit_account = concat('user:', user_id)";

    /**
     * What the ledger writes.
     *
     * @param regular what rows of the kind fulfil
     * @param fen what they move into the change of their user
     */
    private record Form(String kind, String regular, String fen) {

        /** A range of keys. */
        String rows() {
            return "transfer force index (primary) where kind = '" + kind + "'";
        }
    }

    private static final List<Form> FORMS =
            List.of(
                    new Form(
                            "SHARE_CREDIT",
                            "debit_account = 'escrow' and business_no like '2%' and " + TO_USER,
                            "amount_fen"),
                    new Form(
                            "PACKET_PAY",
                            """
                            credit_account = 'escrow' and business_no like '2%'
                                and debit_account in ('bank', concat('user:', user_id))\
                            """,
                            "if(debit_account = 'bank', 0, -amount_fen)"),
                    new Form(
                            "PACKET_REFUND",
                            "debit_account = 'escrow' and business_no like '2%' and " + TO_USER,
                            "amount_fen"),
                    new Form(
                            "PAYMENT_REFUND",
                            "debit_account = 'escrow' and business_no like '2%' and " + TO_USER,
                            "amount_fen"),
                    new Form("TOP_UP", "debit_account = 'bank' and " + TO_USER, "amount_fen"));

    /** What moved into the change of the row's user, whatever form the row has. */
    private static final String MOVED =
            """
            amount_fen * ((credit_account = concat('user:', user_id))
                - (debit_account = concat('user:', user_id)))\
            """;

    /** {@code firstMoved}, {@code lastMoved}: of {@link MovedTransfers}, null where none is. */
    private record Sketch(
            long fen,
            BigInteger low,
            BigInteger high,
            long irregular,
            @Nullable String firstMoved,
            @Nullable String lastMoved) {

        static final Sketch NOTHING =
                new Sketch(0, BigInteger.ZERO, BigInteger.ZERO, 0, null, null);

        boolean sameMoney(Sketch other) {
            return fen == other.fen && low.equals(other.low) && high.equals(other.high);
        }

        Sketch plus(Sketch other) {
            return new Sketch(
                    Math.addExact(fen, other.fen),
                    low.add(other.low),
                    high.add(other.high),
                    irregular + other.irregular,
                    null,
                    null);
        }
    }

    /**
     * What was found in a shard.
     *
     * @param moved transfers of other days that were posted on the day
     */
    public record Result(long users, long fen, List<Moved> moved, List<Finding> findings) {}

    private final Snapshot database;

    /** The balance of another shard's user. */
    private final String stray;

    private final MovedTransfers moved;

    private Balances(Snapshot database, int slotFrom, int slotTo, OtherDays other) {
        this.database = database;
        moved = new MovedTransfers(other);
        stray = "not user_id mod 100 between " + slotFrom + " and " + slotTo;
    }

    /** {@code slotFrom} to {@code slotTo}, both included, are the shard's slots. */
    public static Result check(Snapshot database, int slotFrom, int slotTo, OtherDays other) {
        return new Balances(database, slotFrom, slotTo, other).check();
    }

    private Result check() {
        var balances = new RowSelection("balance", "balance_fen", stray);
        Sketch held = sketch(balances);
        var transfers = new LinkedHashMap<RowSelection, Sketch>();
        var late = new ArrayList<Moved>();
        for (Form form : FORMS) {
            RowSelection rows = rows(form);
            Sketch sketch = sketch(rows);
            transfers.put(sketch.irregular() == 0 ? rows : exact(rows), sketch);
            if (sketch.firstMoved() != null && sketch.lastMoved() != null) {
                late.addAll(
                        moved.find(database, form.kind(), sketch.firstMoved(), sketch.lastMoved()));
            }
        }
        RowSelection others = others();
        transfers.put(others, sketch(others));
        boolean clean =
                Stream.concat(Stream.of(held), transfers.values().stream())
                                .allMatch(each -> each.irregular() == 0)
                        && held.sameMoney(
                                transfers.values().stream().reduce(Sketch.NOTHING, Sketch::plus));
        return new Result(
                database.number("select count(*) from balance"),
                held.fen(),
                late,
                clean ? List.of() : findings(balances, held, transfers));
    }

    private RowSelection rows(Form form) {
        String irregular = "(" + stray + " or not (" + form.regular() + "))";
        return form.kind().equals(TransferRow.TOP_UP)
                ? new RowSelection(form.rows(), form.fen(), irregular)
                : new RowSelection(form.rows(), form.fen(), irregular, moved.key());
    }

    /** What they move by their accounts where they are irregular. */
    private static RowSelection exact(RowSelection rows) {
        String fen =
                String.format(Locale.ROOT, "if(%s, %s, %s)", rows.irregular(), MOVED, rows.fen());
        return new RowSelection(rows.from(), fen, rows.irregular(), rows.moved());
    }

    /** Of kinds that there are not. */
    private static RowSelection others() {
        String kinds =
                FORMS.stream()
                        .map(form -> "'" + form.kind() + "'")
                        .collect(Collectors.joining(", "));
        return new RowSelection("transfer where kind not in (" + kinds + ")", MOVED, "true");
    }

    private Sketch sketch(RowSelection rows) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select coalesce(sum(%s), 0) as fen,
                            coalesce(sum(cast(crc32(user_id) & 65535 as signed) * %1$s), 0) as low,
                            coalesce(sum(cast(crc32(user_id) >> 16 as signed) * %1$s), 0) as high,
                            count(if(%s, 1, null)) as irregular, min(%s) as first_moved,
                            max(%3$s) as last_moved
                        from %4$s
                        """,
                        rows.fen(),
                        rows.irregular(),
                        rows.moved(),
                        rows.from());
        return database.rows(
                        sql,
                        row ->
                                new Sketch(
                                        row.getLong("fen"),
                                        row.getBigDecimal("low").toBigIntegerExact(),
                                        row.getBigDecimal("high").toBigIntegerExact(),
                                        row.getLong("irregular"),
                                        row.getString("first_moved"),
                                        row.getString("last_moved")))
                .getFirst();
    }

    private List<Finding> findings(
            RowSelection balances, Sketch held, Map<RowSelection, Sketch> transfers) {
        var findings = new ArrayList<Finding>();
        List<Finding> wrong =
                new WrongUsers(database, MOVED)
                        .find(balances, transfers.keySet()).stream().map(this::different).toList();
        findings.addAll(Finding.upTo(ROWS_MAX, wrong));
        if (held.irregular() > 0) {
            findings.addAll(Finding.upTo(ROWS_MAX, database.rows(straySql(), this::stray)));
        }
        transfers.forEach((rows, sketch) -> {
            if (sketch.irregular() > 0) {
                findings.addAll(
                        Finding.upTo(ROWS_MAX, database.rows(irregularSql(rows), this::irregular)));
            }
        });
        return findings;
    }

    private Finding different(WrongUsers.Wrong wrong) {
        return finding(
                Kind.BALANCE_DIFFERS,
                "user " + wrong.user(),
                wrong.user(),
                Math.abs(wrong.balanceFen() - wrong.movedFen()),
                "balance fen=" + wrong.balanceFen() + ", by its transfers fen=" + wrong.movedFen());
    }

    private String straySql() {
        return "select user_id, balance_fen from balance where " + stray + " limit " + ROWS_MAX;
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

    private static String irregularSql(RowSelection rows) {
        return String.format(
                Locale.ROOT,
                """
                select kind, business_no, user_id, amount_fen, debit_account, credit_account
                from %s and %s
                limit %d
                """,
                rows.from(),
                rows.irregular(),
                ROWS_MAX);
    }

    private Finding irregular(ResultSet row) throws SQLException {
        return finding(
                Kind.TRANSFER_MALFORMED,
                row.getString("kind") + " " + row.getString("business_no"),
                row.getLong("user_id"),
                row.getLong("amount_fen"),
                "debit="
                        + row.getString("debit_account")
                        + ", credit="
                        + row.getString("credit_account"));
    }

    private Finding finding(Kind kind, String subject, long user, long fen, String evidence) {
        return new Finding(kind, "", subject, database.name(), user, fen, evidence);
    }
}
