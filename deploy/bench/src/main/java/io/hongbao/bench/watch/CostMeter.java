package io.hongbao.bench.watch;

import io.hongbao.local.part.DatabasePart;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what processes and database servers used until now. */
public final class CostMeter {

    private static final String STATUS =
            """
            show global status
            where variable_name in ('Questions', 'Com_commit', 'Innodb_os_log_written',
                'Binlog_bytes_written', 'Threads_connected')
            """;

    /** Ours, which asks. */
    private static final int OURS = 1;

    private static final Path NETWORK = Path.of("/proc/net/dev");
    private static final String LOOPBACK = "lo:";

    private final Processes processes;
    private final List<DatabasePart> databases;

    public CostMeter(LocalSuite suite, Processes processes) {
        this.processes = processes;
        databases =
                suite.parts().stream()
                        .filter(DatabasePart.class::isInstance)
                        .map(DatabasePart.class::cast)
                        .toList();
    }

    /** Since the processes started. */
    public Costs now() {
        var costs = new LinkedHashMap<String, DatabaseCost>();
        databases.forEach(database -> costs.put(database.name(), status(database)));
        return new Costs(processes.cpu().micros(), costs, loopbackBytes());
    }

    /** Sessions of services on each database server. */
    public Map<String, Integer> connections() {
        var connections = new LinkedHashMap<String, Integer>();
        databases.forEach(
                database -> connections.put(database.name(), status(database).connections()));
        return connections;
    }

    private static DatabaseCost status(DatabasePart database) {
        var found = new HashMap<String, Long>();
        try (Connection connection = database.server().connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATUS)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask " + database.name(), e);
        }
        return new DatabaseCost(
                found.getOrDefault("Questions", 0L),
                found.getOrDefault("Com_commit", 0L),
                found.getOrDefault("Innodb_os_log_written", 0L),
                found.getOrDefault("Binlog_bytes_written", 0L),
                Math.toIntExact(found.getOrDefault("Threads_connected", 1L)) - OURS);
    }

    private static long loopbackBytes() {
        try {
            return Files.readAllLines(NETWORK).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(LOOPBACK))
                    .mapToLong(line ->
                            Long.parseLong(
                                    line.substring(LOOPBACK.length()).strip().split("\\s+", 2)[0]))
                    .sum();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
