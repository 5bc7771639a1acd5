package io.hongbao.bench.reconcile;

import io.hongbao.planter.SuiteDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keys of a table that are taken away while its rows are written, and made again when all are
 * there: sorting them once is many times faster than inserting each at a place of its own, as soon
 * as the table is larger than memory.
 */
final class DeferredKeys {

    private static final String PRIMARY = "PRIMARY";

    private static final String KEYS =
            """
            select index_name, non_unique, column_name
            from information_schema.statistics
            where table_schema = database() and table_name = ?
            order by index_name, seq_in_index
            """;

    private final SuiteDatabases databases;
    private final String url;
    private final String table;
    private final Map<String, Key> keys;

    private DeferredKeys(
            SuiteDatabases databases, String url, String table, Map<String, Key> keys) {
        this.databases = databases;
        this.url = url;
        this.table = table;
        this.keys = keys;
    }

    private record Key(String name, boolean unique, List<String> columns) {

        String drop() {
            return name.equals(PRIMARY) ? "drop primary key" : "drop key " + name;
        }

        String add() {
            String kind =
                    name.equals(PRIMARY) ? "primary key" : (unique ? "unique key " : "key ") + name;
            return "add " + kind + " (" + String.join(", ", columns) + ")";
        }
    }

    /** Takes them all away, the primary key only where it is asked for. */
    static DeferredKeys drop(SuiteDatabases databases, String url, String table, boolean primary) {
        try (Connection connection = databases.connect(url)) {
            Map<String, Key> keys = keys(connection, table);
            if (!primary) {
                keys.remove(PRIMARY);
            }
            alter(connection, table, keys.values().stream().map(Key::drop).toList());
            return new DeferredKeys(databases, url, table, keys);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop keys of " + table, e);
        }
    }

    /** Makes them again, as they were. */
    void add() {
        try (Connection connection = databases.connect(url)) {
            alter(connection, table, keys.values().stream().map(Key::add).toList());
            if (!keys(connection, table).values().containsAll(keys.values())) {
                throw new IllegalStateException("not the keys that were dropped: table=" + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot add keys to " + table, e);
        }
    }

    private static void alter(Connection connection, String table, List<String> changes)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + table + " " + String.join(", ", changes));
        }
    }

    private static Map<String, Key> keys(Connection connection, String table) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, Boolean> unique = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    unique.put(row.getString(1), row.getInt(2) == 0);
                    columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(row.getString(3));
                }
            }
        }
        return columns.entrySet().stream()
                .map(key ->
                        new Key(
                                key.getKey(),
                                Boolean.TRUE.equals(unique.get(key.getKey())),
                                key.getValue()))
                .collect(
                        Collectors.toMap(
                                Key::name, key -> key, (one, _) -> one, LinkedHashMap::new));
    }
}
