package io.hongbao.ledger.webhook;

import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL of the one row that says how the webhook gets on. */
final class StateRows {

    private static final String SELECT =
            """
            select failing_since, disabled_at, last_answer, last_answer_at, replay_since,
                replayed_user
            from webhook
            """;

    private StateRows() {}

    /** Empty while the webhook is off. */
    static Optional<WebhookState> find(Connection connection) throws SQLException {
        return SqlQuery.rows(connection, SELECT, List.of(), StateRows::read).stream().findFirst();
    }

    /** The same; who else locks it waits. */
    static Optional<WebhookState> lock(Connection connection) throws SQLException {
        return SqlQuery.rows(connection, SELECT + " for update", List.of(), StateRows::read)
                .stream()
                .findFirst();
    }

    /** Makes the row, if there is none. */
    static void add(Connection connection) throws SQLException {
        SqlStatement.execute(
                connection,
                "insert into webhook (only_row) values (1) on duplicate key update only_row = 1");
    }

    static SqlStatement update(WebhookState state) {
        return new SqlStatement(
                """
                update webhook
                set failing_since = ?, disabled_at = ?, last_answer = ?, last_answer_at = ?,
                    replay_since = ?, replayed_user = ?
                """,
                Arrays.asList(
                        SqlTime.utcOrNull(state.failingSince()),
                        SqlTime.utcOrNull(state.disabledAt()),
                        state.lastAnswer(),
                        SqlTime.utcOrNull(state.lastAnswerAt()),
                        SqlTime.utcOrNull(state.replaySince()),
                        state.replayedUser()),
                SqlStatement.ANY);
    }

    private static WebhookState read(ResultSet row) throws SQLException {
        return new WebhookState(
                instant(row, 1),
                instant(row, 2),
                row.getString(3),
                instant(row, 4),
                instant(row, 5),
                row.getLong(6));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        LocalDateTime utc = row.getObject(column, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
