package io.hongbao.lanes.database;

import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
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

    /**
     * Whether nobody has claimed the database. Throws when it is another, or when nobody has and it
     * may not be so: a database that lost everything is not taken for a new one.
     */
    public boolean isUnclaimed(Connection connection, boolean mayBe) throws SQLException {
        Optional<String> found = read(connection);
        if (found.isPresent()) {
            require(found);
        } else if (!mayBe) {
            throw refusal(
                    "must be the database of " + owner + ", or be called new in the catalogue",
                    "none");
        }
        return found.isEmpty();
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
            throw refusal("must be the database of " + owner, found.orElse("none"));
        }
    }

    private SQLException refusal(String rule, String found) {
        return new SQLNonTransientConnectionException(rule + ": " + table + "=" + found, "08004");
    }
}
