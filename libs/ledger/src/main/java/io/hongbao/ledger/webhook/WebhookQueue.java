package io.hongbao.ledger.webhook;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.ledger.notification.ToldNumbers;
import io.hongbao.ledger.sql.Chunks;
import io.hongbao.ledger.webhook.ToldRows.ToldRow;
import io.hongbao.ledger.webhook.WaitingRows.Next;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The deliveries of one wallet shard, which any number of processes share: each user is delivered
 * to by one at a time, from the lowest number on. What was delivered and not given back, because a
 * process was killed, is delivered again by another.
 *
 * <p>A round locks the one row of the shard's state first. So rounds follow each other, whoever
 * makes them, and what waits is changed by nobody else.
 */
public final class WebhookQueue {

    private static final int TOLD_ROWS_MAX = 200;

    private final WebhookLimits limits;
    private final ReplayUsers replay;
    private final InstantSource clock;
    private final RandomGenerator random;

    public WebhookQueue(WebhookLimits limits, InstantSource clock, RandomGenerator random) {
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        replay = new ReplayUsers(clock);
    }

    /** What a round found: how things are, and what its caller has to deliver. */
    public record Round(WebhookState state, List<Lease> leases) {}

    /**
     * Notes what became of leases, takes over what was told, and leases what is due: in one
     * database transaction, the caller's. Switches the webhook on if it is off.
     *
     * @param leasesMax the most leases; while the receiver fails, at most one is given
     */
    public Round round(Connection session, List<DeliveryEnd> ends, int leasesMax)
            throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        WebhookState before = lock(session);
        WebhookState state = before;
        var script = new SqlScript();
        for (DeliveryEnd end : ends) {
            state = state.after(end, now, limits.disableAfter());
            script.add(WaitingRows.giveBack(end.lease(), next(end, now)));
        }
        Chunks.of(ends.stream().map(end -> end.lease().numbers().user()).toList())
                .forEach(chunk -> script.add(WaitingRows.removeEnded(chunk)));
        takeOver(session, script, now);
        if (state.replaying()) {
            state = replay.next(session, state, script, now);
        }
        if (!state.equals(before)) {
            script.add(StateRows.update(state));
        }
        script.run(session);
        return new Round(state, leases(session, state, now, leasesMax));
    }

    private static WebhookState lock(Connection session) throws SQLException {
        var state = StateRows.lock(session);
        if (state.isPresent()) {
            return state.get();
        }
        StateRows.add(session);
        return StateRows.lock(session).orElse(WebhookState.NEW);
    }

    private Next next(DeliveryEnd end, Instant now) {
        Lease lease = end.lease();
        boolean moved = end.through() > lease.before();
        Instant since = moved ? now : lease.waitingSince();
        if (end.failure() == null) {
            return new Next(end.through() + 1, 0, since, now);
        }
        int attempts = moved ? 1 : lease.attempts() + 1;
        return new Next(end.through() + 1, attempts, since, now.plus(pause(attempts)));
    }

    /** Half of it to all of it by chance, so that not all come back at once. */
    private Duration pause(int attempts) {
        Duration pause = limits.retryMin();
        for (int i = 1; i < attempts && pause.compareTo(limits.retryMax()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        long millis = Math.min(pause.toMillis(), limits.retryMax().toMillis());
        return Duration.ofMillis(random.nextLong(millis / 2, millis + 1));
    }

    private static void takeOver(Connection session, SqlScript script, Instant now)
            throws SQLException {
        List<ToldRow> rows = ToldRows.read(session, TOLD_ROWS_MAX);
        if (rows.isEmpty()) {
            return;
        }
        var told = new TreeMap<UserId, ToldNumbers>();
        for (ToldRow row : rows) {
            row.numbers().forEach(each -> told.merge(each.user(), each, WebhookQueue::both));
        }
        add(script, told.values(), now);
        script.add(ToldRows.delete(rows));
    }

    private static ToldNumbers both(ToldNumbers one, ToldNumbers other) {
        return new ToldNumbers(
                one.user(),
                Math.min(one.first(), other.first()),
                Math.max(one.last(), other.last()));
    }

    static void add(SqlScript script, Collection<ToldNumbers> told, Instant now) {
        Chunks.of(told).forEach(chunk -> script.add(WaitingRows.add(chunk, now)));
    }

    private List<Lease> leases(Connection session, WebhookState state, Instant now, int max)
            throws SQLException {
        int limit = state.failing() ? Math.min(1, max) : max;
        if (state.disabled() || limit == 0) {
            return List.of();
        }
        Instant until = now.plus(limits.lease()).truncatedTo(ChronoUnit.MILLIS);
        List<Lease> due = WaitingRows.due(session, now, until, limit);
        if (!due.isEmpty()) {
            new SqlScript().add(WaitingRows.take(due, until)).run(session);
        }
        return due;
    }
}
