package io.hongbao.packet.archive;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.day.DayPartition;
import io.hongbao.lanes.day.TablesInUse;
import io.hongbao.packet.archive.ArchivedDays.ReconciledDay;
import io.hongbao.packet.archive.CheckDay.Checked;
import io.hongbao.packet.day.OrderTable;
import io.hongbao.packet.store.PacketReads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes days out of the order tables of one SET. First every day is looked at, and refused for all
 * the reasons there are; then each of the others is taken out, a table at a time. A run that dies
 * may be repeated, and goes on where it was: sums are written down before rows are moved, and every
 * step looks whether it was done.
 */
final class ArchiveSet {

    /** A table in use is tried again: somebody may read it for a while. */
    private static final int TRIES_MAX = 5;

    private final SetId set;
    private final ConnectionSource source;
    private final Duration lockWaitMax;

    ArchiveSet(SetId set, ConnectionSource source, Duration lockWaitMax) {
        this.set = set;
        this.source = source;
        this.lockWaitMax = lockWaitMax;
    }

    /**
     * Archives the days before {@code before}.
     *
     * @param reconciled whether a reconcile run has just found these days clean and settled
     */
    List<DayResult> run(LocalDate before, boolean reconciled) {
        return connected(connection -> archive(connection, before, reconciled));
    }

    /** Remembers that a reconcile run has just found the days before clean and settled. */
    List<DayResult> stamp(LocalDate before) {
        return connected(connection -> stamp(connection, before));
    }

    @FunctionalInterface
    private interface Work {
        List<DayResult> on(Connection connection) throws SQLException;
    }

    private List<DayResult> connected(Work work) {
        try (Connection connection = source.connect()) {
            return work.on(connection);
        } catch (SQLException failure) {
            return List.of(new DayResult.Unreachable(set, String.valueOf(failure.getMessage())));
        }
    }

    private List<DayResult> archive(Connection connection, LocalDate before, boolean reconciled)
            throws SQLException {
        Optional<DayResult> whole = refusedWhole(connection, before);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        var remembered = new ArchivedDays(connection);
        var results = new ArrayList<DayResult>();
        var accepted = new ArrayList<LocalDate>();
        for (LocalDate day : daysBefore(connection, before)) {
            // From here on its sums stay: archiving compares them.
            remembered.endRemoval(day, ArchivedDays.ALL_TABLES);
            Checked found = new CheckDay(connection).check(day);
            var reasons = new ArrayList<>(found.reasons());
            if (!reconciled) {
                reasons.addAll(found.notReconciled());
            }
            if (!reasons.isEmpty()) {
                results.add(refused(remembered, day, reasons));
                continue;
            }
            if (reconciled) {
                remembered.stampReconciled(day, found.sums(), ArchivedDays.ALL_TABLES);
            }
            accepted.add(day);
        }
        if (!accepted.isEmpty()) {
            new ForgetWrapKeys(connection).forget(accepted);
        }
        for (LocalDate day : accepted) {
            results.add(archive(connection, remembered, day));
        }
        return results;
    }

    private List<DayResult> stamp(Connection connection, LocalDate before) throws SQLException {
        Optional<DayResult> whole = refusedWhole(connection, before);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        var remembered = new ArchivedDays(connection);
        List<LocalDate> settled =
                remembered.settledBefore(before).stream().map(ReconciledDay::day).toList();
        var results = new ArrayList<DayResult>();
        for (LocalDate day : daysBefore(connection, before)) {
            Checked found = new CheckDay(connection).check(day);
            if (!found.reasons().isEmpty()) {
                results.add(refused(remembered, day, found.reasons()));
                continue;
            }
            // A stamp that is as good is not replaced: it knows what was removed.
            if (!settled.contains(day) || !found.notReconciled().isEmpty()) {
                remembered.stampReconciled(day, found.sums(), 0);
            }
            results.add(new DayResult.Reconciled(set, day));
        }
        return results;
    }

    private Optional<DayResult> refusedWhole(Connection connection, LocalDate before)
            throws SQLException {
        LocalDate today = LocalDate.ofInstant(PacketReads.now(connection), OrderNumber.ZONE);
        if (before.isAfter(today)) {
            return Optional.of(
                    new DayResult.Refused(set, null, List.of("must not be after today=" + today)));
        }
        return strays(connection, before);
    }

    /** Days that have a partition in any table, as long as one has. */
    private static Collection<LocalDate> daysBefore(Connection connection, LocalDate before)
            throws SQLException {
        var days = new TreeSet<LocalDate>();
        for (OrderTable table : OrderTable.all()) {
            for (DayPartition partition : table.days(connection).partitions()) {
                LocalDate day = partition.end().minusDays(1);
                if (partition.ofOneDay() && day.isBefore(before)) {
                    days.add(day);
                }
            }
        }
        return days;
    }

    /** Orders from before whose day has no partition of its own. */
    private Optional<DayResult> strays(Connection connection, LocalDate before)
            throws SQLException {
        var tables = new ArrayList<String>();
        for (OrderTable table : OrderTable.all()) {
            if (table.days(connection).hasStraysBefore(before)) {
                tables.add(table.name());
            }
        }
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DayResult.Refused(
                                set,
                                null,
                                List.of("orders whose days were not made yet in " + tables)));
    }

    /** What is not as it was said to be is not reconciled, whatever was said before. */
    private DayResult refused(ArchivedDays remembered, LocalDate day, List<String> reasons)
            throws SQLException {
        remembered.takeStamp(day);
        return new DayResult.Refused(set, day, reasons);
    }

    private DayResult archive(Connection connection, ArchivedDays remembered, LocalDate day)
            throws SQLException {
        DaySums all = DaySums.NONE;
        try {
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                all = all.plus(archive(connection, remembered, day, table));
            }
            return new DayResult.Archived(set, day, all);
        } catch (TablesInUse | CannotArchive stopped) {
            // What was done stays done; a repeat does the rest.
            return refused(remembered, day, List.of(String.valueOf(stopped.getMessage())));
        }
    }

    private DaySums archive(
            Connection connection, ArchivedDays remembered, LocalDate day, int table)
            throws SQLException {
        List<DayOfTable> pair =
                OrderTable.pair(table).stream().map(each -> dayOf(connection, each, day)).toList();
        DaySums begun = remembered.begun(day, table).orElse(null);
        for (DayOfTable each : pair) {
            if (begun != null || each.hasPartition()) {
                each.makeArchive();
            }
        }
        DaySums sums = sums(pair);
        if (begun == null) {
            remembered.begin(day, table, sums);
        } else if (!begun.equals(sums)) {
            throw differs("not as when archiving it began", table, day, sums, begun);
        }
        // Send orders first: a packet without its send order is not there, but one without its
        // receive orders would be a lie.
        for (DayOfTable each : pair) {
            patiently(each::detach);
        }
        if (!sums(pair).equals(sums)) {
            throw differs("changed while it was taken out", table, day, sums(pair), sums);
        }
        for (DayOfTable each : pair) {
            patiently(each::drop);
        }
        remembered.detached(day, table);
        return sums;
    }

    private static CannotArchive differs(
            String what, int table, LocalDate day, DaySums now, DaySums then) {
        return new CannotArchive(
                String.format(
                        Locale.ROOT,
                        "%s: table=%d day=%s now=%s then=%s",
                        what,
                        table,
                        day.format(BASIC_ISO_DATE),
                        now,
                        then));
    }

    private static DaySums sums(List<DayOfTable> pair) throws SQLException {
        DaySums sums = DaySums.NONE;
        for (DayOfTable each : pair) {
            sums = sums.plus(each.sums().sums());
        }
        return sums;
    }

    private DayOfTable dayOf(Connection connection, OrderTable table, LocalDate day) {
        return new DayOfTable(connection, table, day, lockWaitMax);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    private static void patiently(Step step) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                step.run();
                return;
            } catch (TablesInUse busy) {
                if (tries == TRIES_MAX) {
                    throw busy;
                }
            }
        }
    }
}
