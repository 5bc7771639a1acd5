package io.hongbao.ledger.notification;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.lanes.day.TableDays;
import io.hongbao.lanes.day.TableLock;
import io.hongbao.lanes.day.TablesInUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days of a shard's notifications: made ahead, and dropped when they are older than
 * notifications are kept. Any number of processes may do it at once.
 */
public final class NotificationDays {

    private static final int AHEAD = 3;

    /** Whoever writes or reads notifications, and so money, waits behind us meanwhile. */
    private static final Duration LOCK_WAIT_MAX = Duration.ofMillis(150);

    private static final List<String> TABLES =
            List.of("notification", "notification_event", "webhook_told");

    private NotificationDays() {}

    /**
     * Makes and drops what is due by the shard's clock, on a connection that is in no database
     * transaction.
     *
     * @return for how many days after today there are partitions
     * @throws TablesInUse when others keep a table for too long: to be done later
     */
    public static int round(Connection connection) throws SQLException {
        TableLock.boundWaits(connection);
        Instant now =
                SqlQuery.rows(
                                connection,
                                "select utc_timestamp(3)",
                                List.of(),
                                row -> SqlTime.instant(row, 1))
                        .getFirst();
        LocalDate today = LocalDate.ofInstant(now, OrderNumber.ZONE);
        List<LocalDate> days =
                Stream.iterate(today, day -> day.plusDays(1)).limit(AHEAD + 1L).toList();
        int ahead = AHEAD;
        for (String name : TABLES) {
            var table = new TableDays(connection, name, "day");
            table.make(days, LOCK_WAIT_MAX);
            table.dropBefore(today.minusDays(Notifications.KEPT.toDays()), LOCK_WAIT_MAX);
            ahead = Math.min(ahead, table.ahead(today));
        }
        return ahead;
    }
}
