package io.hongbao.ledger.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whether a database keeps what it has acknowledged: money is entrusted to no other. */
public final class Durability {

    private Durability() {}

    /** The rule that the database breaks; empty when a commit survives a crash. */
    public static Optional<String> mistake(Connection connection) throws SQLException {
        String flush = variable(connection, "innodb_flush_log_at_trx_commit");
        if (!flush.equals("1")) {
            return Optional.of("must be 1: innodb_flush_log_at_trx_commit=" + flush);
        }
        if (variable(connection, "log_bin").equals("1")) {
            String sync = variable(connection, "sync_binlog");
            if (!sync.equals("1")) {
                return Optional.of("must be 1: sync_binlog=" + sync);
            }
        }
        return Optional.empty();
    }

    private static String variable(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select @@global." + name)) {
            if (!found.next()) {
                throw new IllegalStateException("must have a value: " + name);
            }
            return found.getString(1);
        }
    }
}
