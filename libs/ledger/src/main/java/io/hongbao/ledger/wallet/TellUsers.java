package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.notification.NotificationRows;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.sql.Chunks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells users what moves no money of theirs: that is told by {@link LedgerWrites}. */
public final class TellUsers {

    private final InstantSource clock;

    public TellUsers(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Tells of events: of each once, however often it comes. In one database transaction; outcomes
     * are in the order of {@code events}, and durable when this returns. What is older than
     * notifications are kept is told no more.
     *
     * <p>Throws a {@code LaneFault}, as {@link LaneConnection#inTransaction} says.
     */
    public List<WriteOutcome> tellOnce(LaneConnection connection, List<Notification> events) {
        Instant since = clock.instant().minus(Notifications.KEPT);
        List<Notification> young = events.stream().filter(it -> it.at().isAfter(since)).toList();
        if (young.isEmpty()) {
            return events.stream().map(_ -> WriteOutcome.REPEATED).toList();
        }
        Set<Notification> told;
        // Nearly always all of them are new. Looking first would cost more than writing.
        try {
            told = connection.inTransaction(session -> tellNew(session, young, false));
        } catch (DataFault fault) {
            if (!fault.isDuplicateKey()) {
                throw fault;
            }
            told = connection.inTransaction(session -> tellNew(session, young, true));
        }
        var fresh = new HashSet<>(told);
        return events.stream()
                .map(it -> fresh.remove(it) ? WriteOutcome.NEW : WriteOutcome.REPEATED)
                .toList();
    }

    private static Set<String> toldBefore(Connection session, List<Notification> events)
            throws SQLException {
        var told = new HashSet<String>();
        for (List<Notification> chunk : Chunks.of(events)) {
            told.addAll(NotificationRows.toldEvents(session, chunk));
        }
        return told;
    }

    private Set<Notification> tellNew(Connection session, List<Notification> events, boolean look)
            throws SQLException {
        var fresh = new ArrayList<Notification>();
        var seen = new HashSet<String>();
        if (look) {
            lock(session, events);
            seen.addAll(toldBefore(session, events));
        }
        for (Notification event : events) {
            // Numbers of card documents have their user in them, those of packets their sender's.
            if (seen.add(event.id())) {
                fresh.add(event);
            }
        }
        var script = new SqlScript();
        tell(session, script, fresh);
        Chunks.of(fresh).forEach(chunk -> script.add(NotificationRows.insertEvents(chunk)));
        script.run(session);
        return new HashSet<>(fresh);
    }

    /**
     * Adds to {@code script} what tells these, each now and for the first time; locks their users.
     */
    public void tell(Connection session, SqlScript script, List<Notification> fresh)
            throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UserRows users = lockRows(session, fresh, now);
        List<NumberedNotification> numbered =
                fresh.stream()
                        .map(it -> new NumberedNotification(users.nextNumber(it.user()), it))
                        .toList();
        Chunks.of(numbered).forEach(chunk -> script.add(NotificationRows.insert(chunk, now)));
        users.write(script, now);
    }

    /**
     * Waits for whoever tells the users of these, too: what is read afterwards says what they were
     * told.
     */
    public void lock(Connection session, List<Notification> told) throws SQLException {
        if (!told.isEmpty()) {
            lockRows(session, told, clock.instant());
        }
    }

    private static UserRows lockRows(Connection session, List<Notification> told, Instant now)
            throws SQLException {
        var users = new TreeSet<UserId>();
        told.forEach(it -> users.add(it.user()));
        UserRows locked = UserRows.lock(session, users);
        if (locked.missing(users).isEmpty()) {
            return locked;
        }
        // A user without any money so far. Should two writers meet here, one of them is repeated.
        var create = new SqlScript();
        Chunks.of(locked.missing(users))
                .forEach(chunk -> create.add(BalanceRows.create(chunk, now)));
        create.run(session);
        return UserRows.lock(session, users);
    }
}
