package io.hongbao.bench.reconcile;

import io.hongbao.contracts.id.SetId;
import io.hongbao.ledger.schema.WalletSchema;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.servers.FreePort;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.ServerCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Two SETs and two wallet shards with the services' schema, for nothing but a day of packets. */
final class DayDatabases implements AutoCloseable {

    private static final String USER = "hongbao";
    private static final String PASSWORD = "local-only-hongbao";
    private static final String DATABASE = "hongbao";
    private static final int REDO_LOG_MIB = 1_024;

    private final List<MariaDbServer> servers = new ArrayList<>();
    private final Path project;
    private final Path directory;
    private final int bufferPoolMib;

    DayDatabases(Path project, Path directory, int bufferPoolMib) {
        this.project = project;
        this.directory = directory;
        this.bufferPoolMib = bufferPoolMib;
    }

    /** Empty ones; what was in the directory is deleted. */
    SuiteDatabases start() {
        ServerCache.deleteTree(directory);
        try {
            Files.createDirectories(directory.resolve("statements"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SuiteDatabases(
                List.of(
                        new SuiteDatabases.Set(new SetId(0), set("set-000")),
                        new SuiteDatabases.Set(new SetId(1), set("set-001"))),
                List.of(
                        new SuiteDatabases.Shard("wallet-0", shard("wallet-0"), 0, 49),
                        new SuiteDatabases.Shard("wallet-1", shard("wallet-1"), 50, 99)),
                new SuiteDatabases.Login(USER, PASSWORD),
                List.of(directory.resolve("statements")));
    }

    private String set(String name) {
        String url = server(name);
        Flyway.configure()
                .dataSource(url, USER, PASSWORD)
                .locations(
                        "filesystem:" + project.resolve("packet-service/src/main/resources/db/set"))
                .load()
                .migrate();
        return url;
    }

    private String shard(String name) {
        String url = server(name);
        WalletSchema.migrate(url, USER, PASSWORD);
        return url;
    }

    private String server(String name) {
        var server =
                MariaDbServer.of(
                        MariaDbServer.Settings.in(directory.resolve(name))
                                .port(FreePort.next())
                                .memory(bufferPoolMib, REDO_LOG_MIB)
                                .notDurable(),
                        ServerCache.ofThisUser());
        servers.add(server);
        server.start();
        server.createDatabase(DATABASE);
        server.createUser(USER, PASSWORD);
        return server.url(DATABASE);
    }

    @Override
    public void close() {
        servers.forEach(MariaDbServer::stop);
        ServerCache.deleteTree(directory);
    }
}
