package io.hongbao.pay;

import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.reconcile.WalletSource;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.servers.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two wallet shards, slots 0-49 and 50-99, and what can be read from both. */
public record TestWallets(List<TestDatabase> databases) {

    /** Limits that no machine exceeds, however slow: for connections beside those of a service. */
    public static final SessionLimits PATIENT =
            new SessionLimits(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5));

    public static TestWallets create() {
        return new TestWallets(List.of(SharedMariaDb.newDatabase(), SharedMariaDb.newDatabase()));
    }

    /** New ones whose {@link StatementRecorder} are kept. */
    public static TestWallets watched() {
        return new TestWallets(
                create().databases().stream().map(StatementRecorder::watched).toList());
    }

    /** The catalogue that names them. */
    Path catalogue() {
        return file(
                "wallets-",
                String.format(
                        Locale.ROOT,
                        """
                        wallets:
                          - {id: wallet-0, url: "%s", slots: 0-49, new: true}
                          - {id: wallet-1, url: "%s", slots: 50-99, new: true}
                        """,
                        databases.get(0).url(),
                        databases.get(1).url()));
    }

    /** A catalogue of SETs, of which the pay service wants to know the zones only. */
    static Path sets() {
        return file(
                "sets-",
                """
                sets:
                  - {id: "000", url: "jdbc:mysql://127.0.0.1:1/nowhere", city: x, zone: a, weight: 1}
                """);
    }

    private static Path file(String prefix, String text) {
        try {
            Path file = Files.createTempFile(prefix, ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of all rows of both shards. */
    public List<String> read(String select) {
        var values = new ArrayList<String>();
        for (TestDatabase database : databases) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(select)) {
                while (found.next()) {
                    values.add(found.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("cannot read: " + select, e);
            }
        }
        return values;
    }

    /** A sum over both shards. */
    public long sum(String select) {
        return read(select).stream().mapToLong(Long::parseLong).sum();
    }

    /** The shards, for the conservation check. */
    List<WalletSource> sources() {
        return List.of(source(0, 0, 49), source(1, 50, 99));
    }

    private WalletSource source(int shard, int slotFrom, int slotTo) {
        TestDatabase database = databases.get(shard);
        return new WalletSource(
                "wallet-" + shard,
                database.url(),
                database.user(),
                database.password(),
                slotFrom,
                slotTo);
    }
}
