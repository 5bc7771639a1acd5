package io.hongbao.ledger.notification;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.notification.NotificationRows.LastNumber;
import io.hongbao.ledger.notification.NotificationRows.NumberRange;
import io.hongbao.ledger.sql.Chunks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what users were told within a week. Reads committed state, on the caller's connection. */
public final class Notifications {

    /** The most of one page. */
    public static final int PAGE_MAX = 100;

    /** The most that are given to who comes back: of more, the newest. */
    public static final int MISSED_MAX = 500;

    /** How long they are kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final InstantSource clock;

    public Notifications(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A page of a user, newest first.
     *
     * @param before numbers below this one; {@code Long.MAX_VALUE} for the first page
     * @param limit 1 to {@link #PAGE_MAX}
     */
    public List<NumberedNotification> page(
            Connection connection, UserId user, long before, int limit) throws SQLException {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("must be 1 to " + PAGE_MAX + ": limit=" + limit);
        }
        return newest(connection, user, new NumberRange(0, before), limit);
    }

    /**
     * What a user was told after a number, oldest first: at most the newest {@link #MISSED_MAX}.
     */
    public List<NumberedNotification> after(Connection connection, UserId user, long number)
            throws SQLException {
        return newest(connection, user, new NumberRange(number, Long.MAX_VALUE), MISSED_MAX)
                .reversed();
    }

    private List<NumberedNotification> newest(
            Connection connection, UserId user, NumberRange numbers, int limit)
            throws SQLException {
        // All up to the last number are committed: what comes while we read is left for later.
        long end = lastNumbers(connection, List.of(user)).getOrDefault(user, 0L) + 1;
        if (end <= numbers.after() + 1) {
            return List.of();
        }
        var range = new NumberRange(numbers.after(), Math.min(numbers.before(), end));
        Instant since = clock.instant().minus(KEPT);
        return Stream.concat(
                        NotificationRows.ownRows(connection, user, range, limit).stream(),
                        NotificationRows.credits(connection, user, range, limit).stream())
                .filter(each -> each.notification().at().isAfter(since))
                .sorted(Comparator.comparing(NumberedNotification::number).reversed())
                .limit(limit)
                .toList();
    }

    /**
     * What these users were told by these numbers, oldest first, as far as it is kept.
     *
     * @param told at most one of a user
     */
    public Map<UserId, List<NumberedNotification>> of(Connection connection, List<ToldNumbers> told)
            throws SQLException {
        Instant since = clock.instant().minus(KEPT);
        var found = new ArrayList<NumberedNotification>();
        for (List<ToldNumbers> chunk : Chunks.of(told)) {
            found.addAll(NotificationRows.ownRows(connection, chunk));
            found.addAll(NotificationRows.credits(connection, chunk));
        }
        return found.stream()
                .filter(each -> each.notification().at().isAfter(since))
                .sorted(Comparator.comparing(NumberedNotification::number))
                .collect(Collectors.groupingBy(each -> each.notification().user()));
    }

    /** The number of the last notification, of those of these users who ever had one. */
    public Map<UserId, Long> lastNumbers(Connection connection, Collection<UserId> users)
            throws SQLException {
        var found = new HashMap<UserId, Long>();
        for (List<UserId> chunk : Chunks.of(users)) {
            found.putAll(
                    NotificationRows.lastNumbers(connection, chunk).stream()
                            .collect(Collectors.toMap(LastNumber::user, LastNumber::number)));
        }
        return found;
    }
}
