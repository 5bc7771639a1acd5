package io.hongbao.lanes.database;

import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which database one must be. It says so itself, in a table of one row that is written at its first
 * use and never changed, and so moves with the data, through promotion, backup and restore.
 *
 * @param owner how messages name the database
 * @param table has the columns {@code only_row}, always 1, and {@code column}
 * @param value what the row must say
 */
public record DatabaseIdentity(String owner, String table, String column, String value) {

    private static final int NO_SUCH_TABLE = 1146;

    /** What the database says that it is; empty for one that nobody has claimed. */
    public Optional<String> read(Connection connection) throws SQLException {
        try {
            return SqlQuery.rows(
                            connection,
                            "select " + column + " from " + table,
                            List.of(),
                            row -> row.getString(1))
                    .stream()
                    .findFirst();
        } catch (SQLException failure) {
            if (isUnknown(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Makes a database that nobody has claimed this one for ever; throws when it is another. */
    public void claim(Connection connection) throws SQLException {
        if (read(connection).isEmpty()) {
            try {
                SqlStatement.execute(
                        connection,
                        "insert into " + table + " (only_row, " + column + ") values (1, ?)",
                        value);
            } catch (SQLIntegrityConstraintViolationException anotherWasFirst) {
                // Whose it is now is read below.
            }
        }
        require(read(connection));
    }

    /** Whether the database has no such table, as an empty one. */
    static boolean isUnknown(SQLException failure) {
        return failure.getErrorCode() == NO_SUCH_TABLE;
    }

    /** Throws unless what was found is this. */
    void require(Optional<String> found) throws SQLException {
        if (!found.equals(Optional.of(value))) {
            throw new SQLNonTransientConnectionException(
                    String.format(
                            Locale.ROOT,
                            "must be the database of %s: %s=%s",
                            owner,
                            table,
                            found.orElse("none")),
                    "08004");
        }
    }
}
