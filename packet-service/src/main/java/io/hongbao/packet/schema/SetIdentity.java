package io.hongbao.packet.schema;

import io.hongbao.contracts.id.SetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
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
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into set_identity (only_row, set_id) values (1, ?)")) {
                insert.setString(1, set.toString());
                insert.executeUpdate();
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
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select set_id from set_identity")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
