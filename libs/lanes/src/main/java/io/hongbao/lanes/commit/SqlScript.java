package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one database transaction that are sent together and done in their order: one round
 * trip, however many they are. What is written for many commands costs mostly round trips
 * otherwise.
 *
 * <p>The first that fails ends the script; the caller rolls back what was done before.
 */
public final class SqlScript {

    private final List<SqlStatement> statements = new ArrayList<>();

    public SqlScript add(SqlStatement statement) {
        statements.add(statement);
        return this;
    }

    public SqlScript addAll(List<SqlStatement> others) {
        statements.addAll(others);
        return this;
    }

    /**
     * Throws {@link UnexpectedCount} when a statement did not change as many rows as it had to; by
     * then all of them are done.
     */
    public void run(Connection connection) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (PreparedStatement script = connection.prepareStatement(text())) {
            runAndCheck(script);
        }
    }

    /** As {@link #run}; returns the key that the last statement's row was given. */
    public long runForKey(Connection connection) throws SQLException {
        try (PreparedStatement script =
                connection.prepareStatement(text(), Statement.RETURN_GENERATED_KEYS)) {
            runAndCheck(script);
            try (ResultSet keys = script.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new IllegalStateException("must return the key of a row");
                }
                return keys.getLong(1);
            }
        }
    }

    private String text() {
        if (statements.size() == 1) {
            return statements.getFirst().sql();
        }
        int length = statements.size();
        for (SqlStatement statement : statements) {
            length += statement.sql().length();
        }
        var text = new StringBuilder(length);
        for (SqlStatement statement : statements) {
            if (!text.isEmpty()) {
                text.append(';');
            }
            text.append(statement.sql());
        }
        return text.toString();
    }

    /** The last statement's result stays the current one. */
    private void runAndCheck(PreparedStatement script) throws SQLException {
        int index = 0;
        for (SqlStatement statement : statements) {
            for (@Nullable Object argument : statement.arguments()) {
                index++;
                SqlStatement.bind(script, index, argument);
            }
        }
        script.execute();
        for (int i = 0; i < statements.size(); i++) {
            if (i > 0) {
                script.getMoreResults();
            }
            int rows = script.getUpdateCount();
            int expected = statements.get(i).rows();
            if (expected != SqlStatement.ANY && rows != expected) {
                throw new UnexpectedCount(statements.get(i), rows);
            }
        }
    }
}
