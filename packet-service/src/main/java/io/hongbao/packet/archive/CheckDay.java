package io.hongbao.packet.archive;

import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.packet.archive.DaySums.DayContents;
import io.hongbao.packet.day.OrderTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether all packets of a day are over, and come to what they came to when the day was
 * reconciled. Reads all rows of the day, and locks nothing.
 */
final class CheckDay {

    private final Connection connection;
    private final ArchivedDays remembered;

    CheckDay(Connection connection) {
        this.connection = connection;
        remembered = new ArchivedDays(connection);
    }

    /**
     * What was found.
     *
     * @param reasons why the day has to stay as it is
     * @param notReconciled why it is not the one that was reconciled
     */
    record Checked(DaySums sums, List<String> reasons, List<String> notReconciled) {}

    /** As of one moment: others may remove rows, and change the sums of the stamp with them. */
    Checked check(LocalDate day) throws SQLException {
        SqlStatement.execute(connection, "set transaction isolation level repeatable read");
        SqlStatement.execute(connection, "start transaction with consistent snapshot");
        DayContents found = contents(day);
        var checked = new Checked(found.sums(), reasons(found), notReconciled(day, found.sums()));
        SqlStatement.execute(connection, "commit");
        return checked;
    }

    private DayContents contents(LocalDate day) throws SQLException {
        DayContents found = DayContents.NOTHING;
        for (OrderTable table : OrderTable.all()) {
            found = found.plus(new DayOfTable(connection, table, day, Duration.ZERO).sums());
        }
        return found;
    }

    private List<String> reasons(DayContents found) throws SQLException {
        var reasons = new ArrayList<String>();
        refuseIf(found.open(), "packets that are unpaid, active or due", reasons);
        refuseIf(found.young(), "packets whose time is not over", reasons);
        refuseIf(found.foreign(), "orders of another day", reasons);
        if (!found.sums().addUp()) {
            reasons.add("must have paid = opened + refunded: " + found.sums());
        }
        Instant lastEndedAt = found.lastEndedAt();
        if (lastEndedAt != null) {
            refuseIf(
                    remembered.waitingEvents(lastEndedAt),
                    "rows of the outbox from when its packets ended or before",
                    reasons);
        }
        return reasons;
    }

    private static void refuseIf(long count, String what, List<String> reasons) {
        if (count > 0) {
            reasons.add(count + " " + what);
        }
    }

    private List<String> notReconciled(LocalDate day, DaySums now) throws SQLException {
        DaySums then = remembered.reconciled(day).orElse(null);
        if (then == null) {
            return List.of("not reconciled");
        }
        return then.equals(now)
                ? List.of()
                : List.of("changed since it was reconciled: now=" + now + " then=" + then);
    }
}
