package io.hongbao.local.suite;

import io.hongbao.testkit.server.ChildProcess;
import io.hongbao.testkit.server.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A database server with the one database that a SET or a wallet shard needs. */
final class DatabasePart implements Part {

    static final String USER = "hongbao";
    static final String PASSWORD = "local-only-hongbao";

    /** Who reconciles must not be able to change anything. */
    static final String READER = "hongbao_reader";

    static final String READER_PASSWORD = "local-only-reader";

    private final String name;
    private final MariaDbServer server;
    private final String database;

    DatabasePart(String name, MariaDbServer server, String database) {
        this.name = name;
        this.server = server;
        this.database = database;
    }

    MariaDbServer server() {
        return server;
    }

    String url() {
        return server.url(database);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Integer> ports() {
        return List.of(server.port());
    }

    @Override
    public void start() {
        server.start();
        server.createDatabase(database);
        server.createUser(USER, PASSWORD);
        server.createReader(READER, READER_PASSWORD);
    }

    @Override
    public boolean ready() {
        try (Connection connection = server.connect(database, Probe.LIMIT)) {
            return connection.isValid(Math.toIntExact(Probe.LIMIT.toSeconds()));
        } catch (SQLException notReady) {
            return false;
        }
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public Optional<ChildProcess> running() {
        return server.process().filter(ChildProcess::alive);
    }

    @Override
    public Path log() {
        return server.log();
    }
}
