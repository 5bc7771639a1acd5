package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One MariaDB server of our own: a process, a data directory, a port on the loopback address. It
 * can be killed, hung, stopped and started again on the same data and port.
 *
 * <p>Durable as in production unless asked otherwise: a commit that was answered survives {@link
 * #kill()}.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Settings settings;
    private final ServerCache cache;
    private volatile @Nullable ChildProcess running;

    private MariaDbServer(Settings settings, ServerCache cache) {
        this.settings = settings;
        this.cache = cache;
        this.running =
                settings.pidFile()
                        .flatMap(file -> ChildProcess.recorded(name(), file, log()))
                        .orElse(null);
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

    /** Starts it and returns when it answers. Does nothing when it runs. */
    public void start() {
        if (alive()) {
            return;
        }
        // Whoever listens there would answer in its place.
        FreePort.mustBeFree(name(), settings.port());
        MariaDbProgram program = MariaDbProgram.from(cache);
        Path data = settings.directory().resolve("data");
        try {
            Files.createDirectories(temporary());
            if (!Files.isDirectory(data)) {
                // Under its final name only when complete: a copy cut short is made anew.
                Path unfinished = settings.directory().resolve("data.unfinished");
                ServerCache.deleteTree(unfinished);
                ServerCache.copyTree(program.emptyData(), unfinished);
                Files.move(unfinished, data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no data directory: " + data, e);
        }
        ChildProcess started =
                ChildProcess.start(
                        new ChildProcess.Program(
                                name(),
                                command(program, data),
                                Map.of(),
                                log(),
                                settings.pidFile()));
        running = started;
        waitUntilItAnswers(started);
    }

    public boolean alive() {
        return process().filter(ChildProcess::alive).isPresent();
    }

    /** SIGKILL: what was committed is there after the next start. */
    public void kill() {
        process().ifPresent(ChildProcess::kill);
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public void hang() {
        process().ifPresent(ChildProcess::hang);
    }

    public void resume() {
        process().ifPresent(ChildProcess::resume);
    }

    public void stop() {
        process().ifPresent(found -> found.stop(STOP_PATIENCE));
    }

    @Override
    public void close() {
        stop();
    }

    public int port() {
        return settings.port();
    }

    public Path log() {
        return settings.directory().resolve("mariadb.log");
    }

    /** The process, when it was started. */
    public Optional<ChildProcess> process() {
        return Optional.ofNullable(running);
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

    private String name() {
        return "MariaDB :" + settings.port();
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

    private void waitUntilItAnswers(ChildProcess process) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Connection connection = connect("")) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (!process.alive() || System.nanoTime() > deadline) {
                    List<String> lines = process.lastLines(20);
                    process.kill();
                    throw new IllegalStateException(
                            name() + " does not answer:\n" + String.join("\n", lines), notYet);
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
