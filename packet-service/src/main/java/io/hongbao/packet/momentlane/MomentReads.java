package io.hongbao.packet.momentlane;

import static io.hongbao.lanes.commit.SqlTime.instant;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentOutcome.Seers;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.moment.MomentView.ViewOrder;
import io.hongbao.packet.moment.ViewKey;
import io.hongbao.packet.state.WrapKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of moments and views, each of one table, within the caller's database transaction. */
final class MomentReads {

    private static final String MOMENT =
            """
            select moment_no, poster_id, idem_key, lower(hex(fingerprint)), from_fen, to_fen, text,
                content_ref, created_at, ends_at
            from moment_%d
            where
            """;

    private static final String VIEW =
            """
            select moment_no, viewer_id, free, free_rate_ppm, amount_fen, order_no, pay_by,
                decided_at, seen_at
            from moment_view_%d
            where
            """;

    private static final String SEERS =
            """
            select count(*), coalesce(sum(free), 0), coalesce(sum(amount_fen), 0)
            from moment_view_%d
            where
            """;

    private final Connection connection;
    private final int table;

    MomentReads(Connection connection, int table) {
        this.connection = connection;
        this.table = table;
    }

    Map<OrderNumber, Moment> moments(Collection<OrderNumber> numbers) throws SQLException {
        var found = new HashMap<OrderNumber, Moment>();
        if (!numbers.isEmpty()) {
            var values = numbers.stream().map(OrderNumber::value).toList();
            String where = "moment_no in " + SqlQuery.placeholders(values.size());
            for (Moment each : rows(MOMENT, where, values, MomentReads::moment)) {
                found.put(each.number(), each);
            }
        }
        return found;
    }

    /** Those of the keys that are in use. */
    Map<WrapKey, Moment> posted(Collection<WrapKey> keys) throws SQLException {
        var found = new HashMap<WrapKey, Moment>();
        if (!keys.isEmpty()) {
            var values = new ArrayList<Object>();
            for (WrapKey key : keys) {
                values.add(key.sender().value());
                values.add(key.key().value());
            }
            String where = anyOf("poster_id = ? and idem_key = ?", keys.size());
            for (Moment each : rows(MOMENT, where, values, MomentReads::moment)) {
                found.put(each.key(), each);
            }
        }
        return found;
    }

    /**
     * The views that there are.
     *
     * @param lock whether a commit that is under way is waited for
     */
    Map<ViewKey, MomentView> views(Collection<ViewKey> keys, boolean lock) throws SQLException {
        var found = new HashMap<ViewKey, MomentView>();
        if (!keys.isEmpty()) {
            var values = new ArrayList<Object>();
            for (ViewKey key : keys) {
                values.add(key.moment().value());
                values.add(key.viewer().value());
            }
            String where = anyOf("moment_no = ? and viewer_id = ?", keys.size());
            for (MomentView each :
                    rows(VIEW, lock ? where + " for update" : where, values, MomentReads::view)) {
                found.put(each.key(), each);
            }
        }
        return found;
    }

    Seers seers(OrderNumber moment) throws SQLException {
        return rows(
                        SEERS,
                        "moment_no = ? and seen_at is not null",
                        List.of(moment.value()),
                        row -> new Seers(row.getLong(1), row.getLong(2), new Money(row.getLong(3))))
                .getFirst();
    }

    /** The latest who have seen it, newest first. */
    List<MomentView> latest(OrderNumber moment, int atMost) throws SQLException {
        return rows(
                VIEW,
                "moment_no = ? and seen_at is not null order by seen_at desc, viewer_id limit ?",
                List.of(moment.value(), atMost),
                MomentReads::view);
    }

    private static String anyOf(String condition, int count) {
        return "(" + condition + ")" + (" or (" + condition + ")").repeat(count - 1);
    }

    private <T> List<T> rows(
            String select, String where, List<?> values, SqlQuery.RowReader<T> reader)
            throws SQLException {
        return SqlQuery.rows(
                connection, String.format(Locale.ROOT, select, table) + where, values, reader);
    }

    private static Moment moment(ResultSet row) throws SQLException {
        return new Moment(
                new OrderNumber(row.getString(1)),
                new WrapKey(new UserId(row.getLong(2)), new IdempotencyKey(row.getString(3))),
                new WrapFingerprint(row.getString(4)),
                new Money(row.getLong(5)),
                new Money(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                instant(row, 9),
                instant(row, 10));
    }

    private static MomentView view(ResultSet row) throws SQLException {
        String order = row.getString(6);
        return new MomentView(
                new ViewKey(new OrderNumber(row.getString(1)), new UserId(row.getLong(2))),
                row.getBoolean(3),
                row.getInt(4),
                new Money(row.getLong(5)),
                order == null ? null : new ViewOrder(new OrderNumber(order), instant(row, 7)),
                instant(row, 8),
                instantOrNull(row, 9));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? null : instant(row, column);
    }
}
