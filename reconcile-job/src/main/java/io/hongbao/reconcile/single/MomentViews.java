package io.hongbao.reconcile.single;

import io.hongbao.contracts.amount.MomentDraw;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether each view of a day's moments is what its moment, its seed and its order say: who sees it
 * was free by the draw at the recorded rate, or paid the amount that the seed gives. All of it is
 * in one database, so nothing of it is ever under way.
 */
public final class MomentViews {

    /** Moments of so many days before are viewed on a day, as long as a moment lives by default. */
    public static final int DAYS_BACK = 4;

    private static final int ROWS_AT_ONCE = 5_000;

    /** What was looked at, and what was wrong. */
    public record Result(long views, List<Finding> findings) {}

    /**
     * @param irregular what the database says is wrong of its columns, or empty
     */
    private record Row(
            String moment,
            long viewer,
            boolean free,
            int ratePpm,
            long fen,
            boolean seen,
            boolean paid,
            long fromFen,
            long toFen,
            String irregular) {

        String subject() {
            return moment + ":" + viewer;
        }
    }

    private final @Nullable DayKeys keys;
    private final TableOfSet table;
    private final List<Finding> findings = new ArrayList<>();
    private long views;
    private @Nullable String moment;
    private @Nullable PacketSeed seed;

    private MomentViews(@Nullable DayKeys keys, TableOfSet table) {
        this.keys = keys;
        this.table = table;
    }

    /** Without a seed key of the day, draws are not recomputed. */
    public static Result check(
            Snapshot database, @Nullable DayKeys keys, TableOfSet table, PacketDay day) {
        var check = new MomentViews(SeedAmounts.possible(keys, day) ? keys : null, table);
        List<Row> rows = check.rows(database, day, "", 0);
        while (!rows.isEmpty()) {
            rows.forEach(check::check);
            Row last = rows.getLast();
            rows = check.rows(database, day, last.moment(), last.viewer());
        }
        return new Result(check.views, check.findings);
    }

    private List<Row> rows(Snapshot database, PacketDay day, String afterMoment, long afterViewer) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select v.moment_no, v.viewer_id, v.free, v.free_rate_ppm, v.amount_fen,
                            v.seen_at is not null as seen, v.paid_order_no is not null as paid,
                            coalesce(m.from_fen, 0) as from_fen, coalesce(m.to_fen, 0) as to_fen,
                            concat_ws(', ', if(m.moment_no is null, 'no moment', null),
                                if(v.viewer_id <=> m.poster_id, 'by its poster', null),
                                if(v.free and (v.seen_at is null or v.amount_fen <> 0
                                        or v.order_no is not null or v.paid_order_no is not null),
                                    'free, with something to pay', null),
                                if(not v.free and v.order_no is null, 'no order', null),
                                if(v.seen_at is null and v.paid_order_no is not null,
                                    'paid, and not seen', null),
                                if(v.order_no is not null and o.order_no is null
                                        and not exists (select 1 from archived_day a
                                            where a.table_no = %1$d and a.day = str_to_date(
                                                left(coalesce(v.paid_order_no, v.order_no), 8),
                                                '%%Y%%m%%d')),
                                    'its order is not there', null),
                                if(o.order_no is not null and not (o.kind = 'VIEW'
                                        and o.sender_id = v.viewer_id
                                        and o.total_fen = v.amount_fen
                                        and o.recipients <=> cast(m.poster_id as char)
                                        and o.wrap_key = concat('moment:', v.moment_no)
                                        and (v.paid_order_no is null or o.state = 'FINISHED')),
                                    concat_ws(' ', 'another order:', o.kind, o.sender_id,
                                        o.total_fen, o.recipients, o.wrap_key, o.state), null)
                            ) as irregular
                        from moment_view_%1$d v
                        left join moment_%1$d m on m.moment_no = v.moment_no
                        left join send_order_%1$d o
                            on o.order_no = coalesce(v.paid_order_no, v.order_no)
                        where v.moment_no >= ? and v.moment_no < ?
                            and (v.moment_no > ? or v.moment_no = ? and v.viewer_id > ?)
                        order by v.moment_no, v.viewer_id
                        limit %2$d
                        """,
                        table.table(),
                        ROWS_AT_ONCE);
        return database.rows(
                sql,
                MomentViews::row,
                afterMoment.isEmpty() ? day.from() : afterMoment,
                day.to(),
                afterMoment,
                afterMoment,
                afterViewer);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("moment_no"),
                row.getLong("viewer_id"),
                row.getBoolean("free"),
                row.getInt("free_rate_ppm"),
                row.getLong("amount_fen"),
                row.getBoolean("seen"),
                row.getBoolean("paid"),
                row.getLong("from_fen"),
                row.getLong("to_fen"),
                row.getString("irregular"));
    }

    private void check(Row row) {
        views++;
        if (!row.irregular().isEmpty()) {
            wrong(Kind.VIEW_IRREGULAR, row, row.irregular());
            return;
        }
        if (row.seen() && !row.free() && !row.paid()) {
            wrong(Kind.VIEW_UNPAID, row, "seen, and neither free nor paid");
        }
        if (keys != null) {
            draw(row, keys);
        }
    }

    private void draw(Row row, DayKeys of) {
        OrderNumber number = OrderNumber.parse(row.moment()).orElse(null);
        if (number == null) {
            wrong(Kind.VIEW_IRREGULAR, row, "no number of a moment");
            return;
        }
        if (seed == null || !row.moment().equals(moment)) {
            moment = row.moment();
            seed = PacketSeed.of(of, number);
        }
        var draw = MomentDraw.of(seed, new UserId(row.viewer()));
        boolean free = draw.free(row.ratePpm());
        long fen = free ? 0 : draw.amount(new Money(row.fromFen()), new Money(row.toFen())).fen();
        if (free != row.free() || fen != row.fen()) {
            wrong(
                    Kind.VIEW_STEERED,
                    row,
                    String.format(
                            Locale.ROOT,
                            "free=%b, fen=%d; at a rate of %d in a million the seed gives free=%b, fen=%d",
                            row.free(),
                            row.fen(),
                            row.ratePpm(),
                            free,
                            fen));
        }
    }

    private void wrong(Kind kind, Row row, String evidence) {
        findings.add(
                new Finding(
                        kind,
                        row.moment(),
                        row.subject(),
                        table.name(),
                        row.viewer(),
                        row.fen(),
                        evidence));
    }
}
