package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a suite's rows are, for who may change them all.
 *
 * @param statements where each bank writes its statements; planted debits are of the first
 */
public record SuiteDatabases(
        List<Set> sets, List<Shard> shards, Login login, List<Path> statements) {

    private static final int SLOTS = 100;

    public record Set(SetId id, String url) {}

    /** {@code slotFrom} to {@code slotTo}, both included, are its slots. */
    public record Shard(String name, String url, int slotFrom, int slotTo) {}

    public record Login(String user, String password) {}

    /** Makes a value of the row at the cursor. */
    public interface Reader<T> {
        T read(java.sql.ResultSet row) throws SQLException;
    }

    public Shard shardOf(long user) {
        long slot = user % SLOTS;
        return shards.stream()
                .filter(shard -> shard.slotFrom() <= slot && slot <= shard.slotTo())
                .findFirst()
                .orElseThrow();
    }

    public Set setOf(String order) {
        SetId id = new OrderNumber(order).set();
        return sets.stream().filter(set -> set.id().equals(id)).findFirst().orElseThrow();
    }

    /** The statement that planted debits are in. */
    Path statement(LocalDate day) {
        return statements(day).getFirst();
    }

    /** The statements of all banks. */
    public List<Path> statements(LocalDate day) {
        String name = "statement-" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".jsonl";
        return statements.stream().map(directory -> directory.resolve(name)).toList();
    }

    /** Batches of inserts go as one statement. */
    public Connection connect(String url) {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + url, e);
        }
    }

    /** Executes one statement, which must change that many rows. */
    public void change(String url, int rows, String sql, Object... arguments) {
        try (Connection connection = connect(url);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            int changed = statement.executeUpdate();
            if (changed != rows) {
                throw new IllegalStateException(
                        String.format(
                                Locale.ROOT,
                                "must change %d rows, changed %d: %s",
                                rows,
                                changed,
                                sql));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("failed: " + sql, e);
        }
    }

    /** Executes one statement, however many rows it changes. */
    public void execute(String url, String sql, Object... arguments) {
        try (Connection connection = connect(url);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("failed: " + sql, e);
        }
    }

    public <T> List<T> rows(String url, Reader<T> reader, String sql, Object... arguments) {
        try (Connection connection = connect(url);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            var rows = new ArrayList<T>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("failed: " + sql, e);
        }
    }

    public <T> Optional<T> row(String url, Reader<T> reader, String sql, Object... arguments) {
        return rows(url, reader, sql, arguments).stream().findFirst();
    }
}
