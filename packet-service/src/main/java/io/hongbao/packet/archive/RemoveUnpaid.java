package io.hongbao.packet.archive;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.packet.archive.ArchivedDays.ReconciledDay;
import io.hongbao.packet.archive.CheckDay.Checked;
import io.hongbao.packet.day.OrderTable;
import io.hongbao.packet.set.RoundsPerSet;
import io.hongbao.packet.store.PacketReads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes, of the days of one SET that are old and reconciled, the packets that nobody paid and the
 * idempotency keys of all: some rows a round, on a connection that lasts for it. Why nothing refers
 * to them any more: decision 0036. Stopped anywhere, and done twice, it is right. For one thread
 * alone.
 */
final class RemoveUnpaid implements RoundsPerSet.SetRounds {

    private static final Logger log = LoggerFactory.getLogger(RemoveUnpaid.class);

    private final SetId set;
    private final ConnectionSource source;
    private final IntPredicate owned;
    private final RemovalSettings settings;
    private final Counter packets;
    private final Counter keys;
    private @Nullable Place place;
    private @Nullable LocalDate checked;

    /** Where it has come to: the rows of a day of a table of send orders after this number. */
    private record Place(LocalDate day, OrderTable table, String after) {}

    private record Row(String orderNo, long sender, String key, boolean unpaid) {}

    /** {@code owned}: the tables that this instance looks after. */
    RemoveUnpaid(
            SetId set,
            ConnectionSource source,
            IntPredicate owned,
            RemovalSettings settings,
            MeterRegistry registry) {
        this.set = set;
        this.source = source;
        this.owned = owned;
        this.settings = settings;
        packets = removed("unpaid", registry);
        keys = removed("wrap_key", registry);
    }

    private static Counter removed(String kind, MeterRegistry registry) {
        return Counter.builder("hongbao.removed.rows")
                .description("Rows of old days that were removed")
                .tag("kind", kind)
                .register(registry);
    }

    @Override
    public Duration round() {
        if (settings.after().isZero()) {
            return settings.interval();
        }
        try (Connection connection = source.connect()) {
            if (place == null || !owned.test(place.table().number())) {
                place = begin(connection);
            }
            if (place == null) {
                return settings.interval();
            }
            place = remove(connection, place);
            return settings.pause();
        } catch (SQLException failure) {
            log.warn("removal waits: set={} reason={}", set, failure.toString());
            return settings.interval();
        }
    }

    @Override
    public Duration retry() {
        return settings.interval();
    }

    /** The first day and table that are to be done; null when there are none. */
    private @Nullable Place begin(Connection connection) throws SQLException {
        LocalDate today = LocalDate.ofInstant(PacketReads.now(connection), OrderNumber.ZONE);
        LocalDate before = today.minusDays(settings.after().toDays());
        for (ReconciledDay each : new ArchivedDays(connection).settledBefore(before)) {
            OptionalInt table =
                    IntStream.range(0, OrderNumber.TABLES)
                            .filter(number -> owned.test(number) && !each.isDone(number))
                            .findFirst();
            if (table.isPresent() && isAsReconciled(connection, each.day())) {
                return new Place(
                        each.day(),
                        OrderTable.pair(table.getAsInt()).getFirst(),
                        each.day().format(BASIC_ISO_DATE));
            }
        }
        return null;
    }

    /** One look a day. */
    private boolean isAsReconciled(Connection connection, LocalDate day) throws SQLException {
        if (day.equals(checked)) {
            return true;
        }
        Checked found = new CheckDay(connection).check(day);
        if (found.reasons().isEmpty() && found.notReconciled().isEmpty()) {
            checked = day;
            return true;
        }
        log.warn(
                "not removed: set={} day={} reason={} {}",
                set,
                day,
                found.reasons(),
                found.notReconciled());
        new ArchivedDays(connection).takeStamp(day);
        return false;
    }

    /** In one database transaction; where it goes on, null when this table's day is done. */
    private @Nullable Place remove(Connection connection, Place at) throws SQLException {
        List<Row> rows = rows(connection, at);
        var days = new ArchivedDays(connection);
        connection.setAutoCommit(false);
        if (!days.lockForRemoval(at.day(), at.table().number())) {
            checked = null;
            return null;
        }
        int removedPackets = 0;
        int removedKeys = 0;
        for (Row row : rows) {
            removedKeys +=
                    SqlStatement.execute(
                            connection,
                            "delete from wrap_key where sender_id = ? and idem_key = ? and order_no = ?",
                            row.sender(),
                            row.key(),
                            row.orderNo());
            if (row.unpaid()) {
                removedPackets +=
                        SqlStatement.execute(
                                connection,
                                "delete from "
                                        + at.table().name()
                                        + " where order_no = ? and state = 'CLOSED'",
                                row.orderNo());
            }
        }
        if (rows.isEmpty()) {
            days.endRemoval(at.day(), 1 << at.table().number());
        } else {
            days.removed(at.day(), removedPackets);
        }
        connection.commit();
        packets.increment(removedPackets);
        keys.increment(removedKeys);
        return rows.isEmpty() ? null : new Place(at.day(), at.table(), rows.getLast().orderNo());
    }

    /** Without locks. The view of a moment refers to its order for ever. */
    private List<Row> rows(Connection connection, Place at) throws SQLException {
        return SqlQuery.rows(
                connection,
                "select order_no, sender_id, wrap_key, state = 'CLOSED' from "
                        + at.table().name()
                        + " where order_no > ? and order_no < ? and kind <> 'VIEW'"
                        + " order by order_no limit ?",
                List.of(
                        at.after(),
                        at.day().plusDays(1).format(BASIC_ISO_DATE),
                        settings.rowsMax()),
                row ->
                        new Row(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getBoolean(4)));
    }
}
