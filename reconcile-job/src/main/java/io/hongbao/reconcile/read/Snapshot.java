package io.hongbao.reconcile.read;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database as it was at one instant: whatever is read, in however many pages, is from then. Reads
 * only, and locks nothing. Used by one thread.
 */
public final class Snapshot implements AutoCloseable {

    private static final String CONNECT_TIMEOUT_MS = "5000";

    /** The longest that one statement may take; sums over all transfers are among them. */
    private static final String SOCKET_TIMEOUT_MS = "600000";

    private final DatabaseSource source;
    private final Connection connection;
    private final ReadThrottle pace;

    private Snapshot(DatabaseSource source, Connection connection, ReadThrottle pace) {
        this.source = source;
        this.connection = connection;
        this.pace = pace;
    }

    /** The database as it is now, read as fast as it can be. */
    public static Snapshot take(DatabaseSource source) {
        return take(source, ReadThrottle.FULL);
    }

    /** The database as it is now. */
    public static Snapshot take(DatabaseSource source, ReadThrottle pace) {
        var properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password());
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MS);
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_MS);
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        try {
            Connection connection = DriverManager.getConnection(source.url(), properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session transaction isolation level repeatable read");
                statement.execute("start transaction with consistent snapshot, read only");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return new Snapshot(source, connection, pace);
        } catch (SQLException e) {
            throw new CannotReadException(source.toString(), e);
        }
    }

    /** How reports call this database. */
    public String name() {
        return source.name();
    }

    /** All rows of {@code sql}: the caller bounds them. */
    public <T> List<T> rows(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        long since = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            var rows = new ArrayList<T>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new CannotReadException(source.toString(), e);
        } finally {
            pace.rest(System.nanoTime() - since);
        }
    }

    /** The one number that {@code sql} selects. */
    public long number(String sql, @Nullable Object... arguments) {
        return rows(sql, row -> row.getLong(1), arguments).getFirst();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new CannotReadException(source.toString(), e);
        }
    }

    /** Makes a value of the row at the cursor. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
