package io.hongbao.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One MariaDB server. Durable as in production unless asked otherwise: a commit that was answered
 * survives {@link #kill()}.
 */
public final class MariaDbServer extends ServerProcess {

    private final Settings settings;
    private final ServerCache cache;

    private MariaDbServer(Settings settings, ServerCache cache) {
        super(
                "MariaDB :" + settings.port(),
                settings.directory().resolve("mariadb.log"),
                settings.pidFile());
        this.settings = settings;
        this.cache = cache;
    }

    /**
     * How the server runs.
     *
     * @param directory holds its data and its log; used again when it is there already
     * @param bufferPoolMib memory for pages
     * @param redoLogMib how much can be written before pages must be
     * @param durable whether each commit is flushed to the disk; only a test whose server is never
     *     killed may say no
     * @param pidFile where the process is recorded, for a server that outlives this JVM
     */
    public record Settings(
            Path directory,
            int port,
            int bufferPoolMib,
            int redoLogMib,
            int connectionsMax,
            boolean durable,
            Optional<Path> pidFile) {

        /** A small, durable server that ends with this JVM. */
        public static Settings in(Path directory) {
            return new Settings(directory, FreePort.next(), 64, 32, 400, true, Optional.empty());
        }

        public Settings port(int given) {
            return new Settings(
                    directory, given, bufferPoolMib, redoLogMib, connectionsMax, durable, pidFile);
        }

        public Settings memory(int givenBufferPoolMib, int givenRedoLogMib) {
            return new Settings(
                    directory,
                    port,
                    givenBufferPoolMib,
                    givenRedoLogMib,
                    connectionsMax,
                    durable,
                    pidFile);
        }

        /** Flushes once a second only. */
        public Settings notDurable() {
            return new Settings(
                    directory, port, bufferPoolMib, redoLogMib, connectionsMax, false, pidFile);
        }

        public Settings outlivesUs(Path givenPidFile) {
            return new Settings(
                    directory,
                    port,
                    bufferPoolMib,
                    redoLogMib,
                    connectionsMax,
                    durable,
                    Optional.of(givenPidFile));
        }
    }

    /** Not started yet, unless its pid file says that it still runs. */
    public static MariaDbServer of(Settings settings, ServerCache cache) {
        return new MariaDbServer(settings, cache);
    }

    /** A small server for one test; close it. */
    public static MariaDbServer start(Path directory) {
        var server = of(Settings.in(directory), ServerCache.ofThisUser());
        server.start();
        return server;
    }

    @Override
    List<String> prepare() throws IOException {
        // Whoever listens there would answer in its place.
        FreePort.mustBeFree(name(), settings.port());
        MariaDbProgram program = MariaDbProgram.from(cache);
        Files.createDirectories(temporary());
        makeData(data(), program::emptyData);
        return command(program, data());
    }

    @Override
    boolean answers() {
        try (Connection connection = connect("")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Whether it has no data yet: the first start makes it. */
    public boolean isNew() {
        return !Files.isDirectory(data());
    }

    public int port() {
        return settings.port();
    }

    /** JDBC URL of a database, without user and properties. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + settings.port() + "/" + database;
    }

    /** A connection of the administrator. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "root", "");
    }

    /** A connection of the administrator who does not wait longer than that for anything. */
    public Connection connect(String database, Duration limit) throws SQLException {
        long limitMs = limit.toMillis();
        return DriverManager.getConnection(
                String.format(
                        Locale.ROOT,
                        "%s?connectTimeout=%d&socketTimeout=%d",
                        url(database),
                        limitMs,
                        limitMs),
                "root",
                "");
    }

    /** Makes it, if it is not there. */
    public void createDatabase(String name) {
        execute("create database if not exists `" + name + "` character set utf8mb4");
    }

    /** A user who may do everything, in every database; made, or given this password. */
    public void createUser(String user, String password) {
        createUser(user, password, "all privileges");
    }

    /** A user who may read every database and change nothing. */
    public void createReader(String user, String password) {
        createUser(user, password, "select, show view");
    }

    private void createUser(String user, String password, String privileges) {
        execute(String.format(Locale.ROOT, "create user if not exists '%s'@'%%'", user));
        execute(
                String.format(
                        Locale.ROOT, "alter user '%s'@'%%' identified by '%s'", user, password));
        execute(String.format(Locale.ROOT, "grant %s on *.* to '%s'@'%%'", privileges, user));
    }

    /** Executes one statement as the administrator. */
    public void execute(String sql) {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("failed on " + name() + ": " + sql, e);
        }
    }

    private Path data() {
        return settings.directory().resolve("data");
    }

    private Path temporary() {
        return settings.directory().resolve("tmp");
    }

    private List<String> command(MariaDbProgram program, Path data) {
        List<String> command = new ArrayList<>(program.command(data));
        command.addAll(
                List.of(
                        "--bind-address=127.0.0.1",
                        "--port=" + settings.port(),
                        // Its own: a server that starts deletes there what others still use.
                        "--tmpdir=" + temporary(),
                        // No socket file: its path would have to be short and unique.
                        "--socket=",
                        // Else it makes itself a certificate at each start, for four seconds.
                        "--skip-ssl",
                        "--skip-name-resolve",
                        "--default-time-zone=+00:00",
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_general_ci",
                        "--max-connections=" + settings.connectionsMax(),
                        "--innodb-buffer-pool-size=" + settings.bufferPoolMib() + "M",
                        "--innodb-log-file-size=" + settings.redoLogMib() + "M",
                        "--innodb-flush-log-at-trx-commit=" + (settings.durable() ? 1 : 2),
                        "--innodb-temp-data-file-path=ibtmp1:4M:autoextend",
                        "--innodb-buffer-pool-dump-at-shutdown=OFF",
                        "--innodb-buffer-pool-load-at-startup=OFF",
                        "--aria-pagecache-buffer-size=8M",
                        "--key-buffer-size=1M",
                        "--query-cache-type=OFF",
                        "--query-cache-size=0",
                        "--performance-schema=OFF"));
        return command;
    }
}
