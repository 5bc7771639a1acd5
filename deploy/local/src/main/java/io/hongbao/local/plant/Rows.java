package io.hongbao.local.plant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inserts into one database, in batches. */
final class Rows implements AutoCloseable {

    private static final int BATCH = 1_000;

    private final Connection connection;
    private final Map<String, Batch> batches = new HashMap<>();

    private static final class Batch {
        private final PreparedStatement statement;
        private int waiting;

        Batch(PreparedStatement statement) {
            this.statement = statement;
        }
    }

    Rows(Connection connection) {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Into {@code table (columns)}; instants become UTC. */
    void add(String table, String columns, @Nullable Object... values) {
        try {
            Batch batch = batches.get(table);
            if (batch == null) {
                String sql =
                        "insert into %s (%s) values (%s)"
                                .formatted(
                                        table,
                                        columns,
                                        String.join(",", Collections.nCopies(values.length, "?")));
                batch = new Batch(connection.prepareStatement(sql));
                batches.put(table, batch);
            }
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                batch.statement.setObject(
                        i + 1,
                        value instanceof Instant at
                                ? LocalDateTime.ofInstant(at, ZoneOffset.UTC)
                                : value);
            }
            batch.statement.addBatch();
            if (++batch.waiting == BATCH) {
                write(batch);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot add to " + table, e);
        }
    }

    private void write(Batch batch) throws SQLException {
        if (batch.waiting > 0) {
            batch.statement.executeBatch();
            batch.waiting = 0;
            connection.commit();
        }
    }

    @Override
    public void close() {
        try (connection) {
            for (Batch batch : batches.values()) {
                write(batch);
                batch.statement.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write rows", e);
        }
    }
}
