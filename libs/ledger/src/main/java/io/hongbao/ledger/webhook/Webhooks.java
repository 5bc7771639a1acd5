package io.hongbao.ledger.webhook;

import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.day.TableLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the webhook of one wallet shard, and sets it right by hand. */
public final class Webhooks {

    private static final int PAUSES_MAX = 10_000;
    private static final int OLD_MAX = 10_000;

    private Webhooks() {}

    /** How it gets on; empty while it is off. */
    public static Optional<WebhookState> state(Connection connection) throws SQLException {
        return StateRows.find(connection);
    }

    public static WebhookBacklog backlog(Connection connection) throws SQLException {
        return WaitingRows.backlog(connection);
    }

    /**
     * Enables it, has what failed tried at once, and has everything delivered again that was told
     * since {@code since}, if that is given. Takes effect with the next round. In one database
     * transaction, the caller's. Whether the webhook is on, which it has to be.
     */
    public static boolean replay(Connection session, @Nullable Instant since, Instant now)
            throws SQLException {
        Optional<WebhookState> state = StateRows.lock(session);
        if (state.isPresent()) {
            new SqlScript()
                    .add(StateRows.update(state.get().enabled(since)))
                    .add(WaitingRows.endPauses(now, PAUSES_MAX))
                    .run(session);
        }
        return state.isPresent();
    }

    /** From the next commit on nobody notes what is to be delivered; what waits is forgotten. */
    public static void switchOff(Connection connection) throws SQLException {
        // Whoever notes something waits behind us while others keep these tables.
        TableLock.boundWaits(connection);
        SqlStatement.execute(connection, "delete from webhook");
        SqlStatement.execute(connection, "truncate table webhook_waiting");
        SqlStatement.execute(connection, "truncate table webhook_told");
    }

    /** Forgets users to whom nothing is to be delivered that is still kept. */
    public static void removeOld(Connection connection) throws SQLException {
        new SqlScript().add(WaitingRows.removeOld(OLD_MAX)).run(connection);
    }
}
