package io.hongbao.ledger.record;

import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.sql.Chunks;
import io.hongbao.ledger.wallet.TellUsers;
import io.hongbao.ledger.wallet.WriteOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lists of users. Written from events: duplicates and any order are expected. */
public final class Records {

    private final Optional<TellUsers> tellUsers;

    /** Nobody is told of what is added. */
    public Records() {
        tellUsers = Optional.empty();
    }

    /** Senders are told that their packets are active, with the commit that records it. */
    public Records(TellUsers tellUsers) {
        this.tellUsers = Optional.of(tellUsers);
    }

    /** The most records of one page. */
    public static final int PAGE_MAX = 100;

    /** Rows are written in this order, so that two writers never deadlock. */
    private static final Comparator<UserRecord> BY_IDENTITY =
            Comparator.comparing(UserRecord::user)
                    .thenComparing(UserRecord::direction)
                    .thenComparing(UserRecord::packet);

    private record Identity(UserId user, RecordDirection direction, OrderNumber packet) {

        static Identity of(UserRecord line) {
            return new Identity(line.user(), line.direction(), line.packet());
        }
    }

    /**
     * Adds what is new, in one database transaction. The outcomes are in the order of {@code
     * records}, and durable when this returns; a repeat of all of it writes nothing.
     *
     * <p>Throws a {@code LaneFault}, as {@link LaneConnection#inTransaction} says.
     */
    public List<WriteOutcome> add(LaneConnection connection, List<UserRecord> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        // Nearly always all of them are new. Looking first would cost more than writing.
        try {
            return connection.inTransaction(
                    session -> add(session, records, Map.of(), RecordRows::insert));
        } catch (DataFault fault) {
            if (!fault.isDuplicateKey()) {
                throw fault;
            }
        }
        return connection.inTransaction(session -> {
            if (tellUsers.isPresent()) {
                tellUsers.get().lock(session, active(records));
            }
            return add(session, records, existing(session, records), RecordRows::insertMissing);
        });
    }

    private List<WriteOutcome> add(
            Connection session,
            List<UserRecord> records,
            Map<Identity, UserRecord> existing,
            Function<List<UserRecord>, SqlStatement> insert)
            throws SQLException {
        var known = new HashMap<>(existing);
        var fresh = new ArrayList<UserRecord>();
        var outcomes = new ArrayList<WriteOutcome>(records.size());
        for (UserRecord line : records) {
            UserRecord first = known.putIfAbsent(Identity.of(line), line);
            if (first == null) {
                fresh.add(line);
            }
            outcomes.add(outcome(first, line));
        }
        fresh.sort(BY_IDENTITY);
        var script = new SqlScript();
        Chunks.of(fresh).forEach(chunk -> script.add(insert.apply(chunk)));
        if (tellUsers.isPresent()) {
            tellUsers.get().tell(session, script, active(fresh));
        }
        script.run(session);
        return outcomes;
    }

    private static List<Notification> active(List<UserRecord> fresh) {
        return fresh.stream()
                .filter(line -> line.direction() == RecordDirection.SENT)
                .map(line ->
                        Notification.ofPacket(
                                NotificationKind.PACKET_ACTIVE,
                                line.user(),
                                line.packet(),
                                line.amount(),
                                line.at()))
                .toList();
    }

    /**
     * Writes the record in place of whatever is stored under its identity: for a record that is not
     * what the packet's SET says. Doing it twice is doing it once.
     *
     * <p>Throws a {@code LaneFault}, as {@link LaneConnection#inTransaction} says.
     */
    public void rewrite(LaneConnection connection, UserRecord line) {
        connection.inTransaction(session -> {
            new SqlScript()
                    .add(RecordRows.delete(line))
                    .add(RecordRows.insert(List.of(line)))
                    .run(session);
            return line;
        });
    }

    private static WriteOutcome outcome(@Nullable UserRecord first, UserRecord line) {
        if (first == null) {
            return WriteOutcome.NEW;
        }
        return first.equals(line) ? WriteOutcome.REPEATED : WriteOutcome.DIFFERS;
    }

    private static Map<Identity, UserRecord> existing(Connection session, List<UserRecord> records)
            throws SQLException {
        var known = new HashMap<Identity, UserRecord>();
        for (List<UserRecord> chunk : Chunks.of(records)) {
            for (UserRecord line : RecordRows.existing(session, chunk)) {
                known.put(Identity.of(line), line);
            }
        }
        return known;
    }

    /**
     * A page of a user's list, newest first; of equal times, the larger order number first. Reads
     * committed state on a connection of the caller's.
     *
     * @param limit 1 to {@link #PAGE_MAX}
     */
    public RecordPage page(
            Connection connection,
            UserId user,
            RecordDirection direction,
            Optional<RecordCursor> after,
            int limit)
            throws SQLException {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("must be 1 to " + PAGE_MAX + ": limit=" + limit);
        }
        List<UserRecord> found = RecordRows.page(connection, user, direction, after, limit + 1);
        if (found.size() <= limit) {
            return new RecordPage(found, Optional.empty());
        }
        List<UserRecord> shown = found.subList(0, limit);
        return new RecordPage(shown, Optional.of(RecordCursor.after(shown.getLast())));
    }
}
