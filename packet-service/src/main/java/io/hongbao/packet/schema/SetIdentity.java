package io.hongbao.packet.schema;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Optional;

/**
 * Which SET a database is: written at its first use, never changed. Two addresses that were
 * exchanged in the catalogue would else give order numbers of one SET to packets of another.
 */
public final class SetIdentity {

    private SetIdentity() {}

    /** Makes a new database this SET's for ever; throws when it is another's. */
    public static void claim(Connection connection, SetId set) throws SQLException {
        if (read(connection).isEmpty()) {
            try {
                SqlStatement.execute(
                        connection,
                        "insert into set_identity (only_row, set_id) values (1, ?)",
                        set.toString());
            } catch (SQLIntegrityConstraintViolationException anotherWasFirst) {
                // Whose it is now is read below.
            }
        }
        check(connection, set);
    }

    /** Throws unless the database is this SET's. */
    static void check(Connection connection, SetId set) throws SQLException {
        Optional<String> found = read(connection);
        if (!found.equals(Optional.of(set.toString()))) {
            throw new SQLNonTransientConnectionException(
                    "must be the database of SET " + set + ": set_identity=" + found.orElse("none"),
                    "08004");
        }
    }

    private static Optional<String> read(Connection connection) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        "select set_id from set_identity",
                        List.of(),
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }
}
