package io.hongbao.packet.archive;

import io.hongbao.packet.archive.DaySums.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a SET remembers of its days: which were reconciled, and what archived ones came to. */
final class ArchivedDays {

    private final Connection connection;

    ArchivedDays(Connection connection) {
        this.connection = connection;
    }

    /** Remembers that a reconcile run found nothing wrong and nothing under way. */
    void stampReconciled(LocalDate day) throws SQLException {
        update(
                """
                insert into reconciled_day (day, at)
                values (?, utc_timestamp(3))
                on duplicate key update at = utc_timestamp(3)
                """,
                day);
    }

    boolean reconciled(LocalDate day) throws SQLException {
        return count("select count(*) from reconciled_day where day = ?", day) > 0;
    }

    /** Rows of the outbox that may be of packets that had ended at {@code endedAt}. */
    long waitingEvents(Instant endedAt) throws SQLException {
        return count(
                "select count(*) from outbox where created_at <= ? + interval 1 minute",
                LocalDateTime.ofInstant(endedAt, ZoneOffset.UTC));
    }

    /** The sums as they were when archiving began; empty when it did not. */
    Optional<DaySums> begun(LocalDate day, int table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select packets, paid_packets, paid_fen, shares, opened_fen,
                            refunded_packets, refunded_fen
                        from archived_day
                        where day = ? and table_no = ?
                        """)) {
            select.setObject(1, day);
            select.setInt(2, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new DaySums(
                                        row.getLong(1),
                                        new Side(row.getLong(2), row.getLong(3)),
                                        new Side(row.getLong(4), row.getLong(5)),
                                        new Side(row.getLong(6), row.getLong(7))))
                        : Optional.empty();
            }
        }
    }

    void begin(LocalDate day, int table, DaySums sums) throws SQLException {
        update(
                """
                insert into archived_day (day, table_no, packets, paid_packets, paid_fen, shares,
                    opened_fen, refunded_packets, refunded_fen, begun_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(3))
                """,
                day,
                table,
                sums.packets(),
                sums.paid().count(),
                sums.paid().fen(),
                sums.opened().count(),
                sums.opened().fen(),
                sums.refunded().count(),
                sums.refunded().fen());
    }

    /** Nothing of the day is left in the tables. Only the first time counts. */
    void detached(LocalDate day, int table) throws SQLException {
        update(
                """
                update archived_day
                set detached_at = coalesce(detached_at, utc_timestamp(3))
                where day = ? and table_no = ?
                """,
                day,
                table);
    }

    private long count(String sql, Object argument) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, argument);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void update(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                update.setObject(i + 1, arguments[i]);
            }
            update.executeUpdate();
        }
    }
}
