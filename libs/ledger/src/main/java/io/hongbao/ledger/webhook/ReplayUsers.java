package io.hongbao.ledger.webhook;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.notification.ToldNumbers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has delivered again what was told since a time: some users a round, in ascending order. */
final class ReplayUsers {

    /** Users that one round looks at. */
    private static final int USERS_MAX = 1_000;

    /** Of them, those that were told something since. */
    private static final int TOLD_USERS_MAX = 100;

    private final Notifications notifications;

    ReplayUsers(InstantSource clock) {
        notifications = new Notifications(clock);
    }

    private record Told(UserId user, long lastNumber, Instant changedAt) {}

    /** Adds what waits by that to {@code script}; the state after it. */
    WebhookState next(Connection session, WebhookState state, SqlScript script, Instant now)
            throws SQLException {
        Instant since = state.replaySince();
        if (since == null) {
            return state;
        }
        List<Told> users = users(session, state.replayedUser());
        var again = new ArrayList<ToldNumbers>();
        long done = state.replayedUser();
        for (Told user : users) {
            if (again.size() == TOLD_USERS_MAX) {
                break;
            }
            done = user.user().value();
            // Whoever is told is changed by it.
            if (user.lastNumber() > 0 && !user.changedAt().isBefore(since)) {
                first(session, user.user(), since)
                        .ifPresent(first ->
                                again.add(new ToldNumbers(user.user(), first, user.lastNumber())));
            }
        }
        WebhookQueue.add(script, again, now);
        return users.isEmpty() ? state.replayEnded() : state.replayed(done);
    }

    private static List<Told> users(Connection session, long after) throws SQLException {
        return SqlQuery.rows(
                session,
                """
                select user_id, notification_no, updated_at
                from balance
                where user_id > ?
                order by user_id
                limit ?
                """,
                List.of(after, USERS_MAX),
                row ->
                        new Told(
                                new UserId(row.getLong(1)),
                                row.getLong(2),
                                SqlTime.instant(row, 3)));
    }

    /** The least number of what a user was told since, by pages from the newest. */
    private Optional<Long> first(Connection session, UserId user, Instant since)
            throws SQLException {
        Optional<Long> first = Optional.empty();
        long before = Long.MAX_VALUE;
        while (true) {
            List<NumberedNotification> page =
                    notifications.page(session, user, before, Notifications.PAGE_MAX);
            for (NumberedNotification each : page) {
                if (!each.notification().at().isBefore(since)) {
                    first = Optional.of(each.number());
                }
            }
            if (page.size() < Notifications.PAGE_MAX
                    || page.getLast().notification().at().isBefore(since)) {
                return first;
            }
            before = page.getLast().number();
        }
    }
}
