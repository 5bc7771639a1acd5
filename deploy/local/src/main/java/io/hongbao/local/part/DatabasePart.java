package io.hongbao.local.part;

import io.hongbao.servers.ChildProcess;
import io.hongbao.servers.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A database server with the one database that a SET or a wallet shard needs. */
public final class DatabasePart implements Part {

    public static final String USER = "hongbao";

    public static final String SET_DATABASE = "hongbao_set";
    public static final String PASSWORD = "local-only-hongbao";

    /** Who reconciles must not be able to change anything. */
    public static final String READER = "hongbao_reader";

    public static final String READER_PASSWORD = "local-only-reader";

    private final String name;
    private final MariaDbServer server;
    private final String database;

    public DatabasePart(String name, MariaDbServer server, String database) {
        this.name = name;
        this.server = server;
        this.database = database;
    }

    public MariaDbServer server() {
        return server;
    }

    public String url() {
        return server.url(database);
    }

    /** Whether its server has no data yet: the first start makes it. */
    public boolean isNew() {
        return server.isNew();
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
        try (Connection connection = server.connect(database, PartProbe.LIMIT)) {
            return connection.isValid(Math.toIntExact(PartProbe.LIMIT.toSeconds()));
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
