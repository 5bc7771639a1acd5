package io.hongbao.bench.check;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.reconcile.SetSource;
import io.hongbao.reconcile.WalletSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The databases of a suite, read only. */
public final class Databases {

    private final List<SetSource> sets;
    private final List<WalletSource> wallets;

    public Databases(LocalSuite suite) {
        String user = suite.readerUser();
        String password = suite.readerPassword();
        sets =
                SetCatalogue.read(suite.setsFile()).sets().stream()
                        .map(set -> new SetSource(set.id(), set.url(), user, password))
                        .toList();
        wallets =
                WalletCatalogue.read(suite.walletsFile()).shards().stream()
                        .map(shard ->
                                new WalletSource(
                                        shard.id(),
                                        shard.url(),
                                        user,
                                        password,
                                        shard.slotFrom(),
                                        shard.slotTo()))
                        .toList();
    }

    List<SetSource> sets() {
        return sets;
    }

    List<WalletSource> wallets() {
        return wallets;
    }

    /**
     * Throws unless every database flushes its log at each commit. Producers need no look: {@code
     * acks=all} is no setting of the suite.
     */
    public void requireDurable() {
        for (SetSource set : sets) {
            requireDurable("SET " + set.id(), set.url(), set.user(), set.password());
        }
        for (WalletSource wallet : wallets) {
            requireDurable(wallet.name(), wallet.url(), wallet.user(), wallet.password());
        }
    }

    private static void requireDurable(String name, String url, String user, String password) {
        List<Long> settings =
                row(
                        "select @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog",
                        url,
                        user,
                        password);
        boolean binlogSafe = settings.get(1) == 0 || settings.get(2) == 1;
        if (settings.get(0) != 1 || !binlogSafe) {
            throw new IllegalStateException(
                    "must flush at each commit: "
                            + name
                            + " has innodb_flush_log_at_trx_commit="
                            + settings.get(0)
                            + ","
                            + " log_bin="
                            + settings.get(1)
                            + ", sync_binlog="
                            + settings.get(2));
        }
    }

    /** Rows, and their sum. */
    public record Sum(long rows, long fen) {

        Sum plus(List<Long> row) {
            return new Sum(rows + row.get(0), fen + row.get(1));
        }
    }

    /** The shares that these users opened, in all SETs. */
    Sum opened(long firstUser, long lastUser) {
        var sum = new Sum(0, 0);
        for (SetSource set : sets) {
            for (int table = 0; table < 10; table++) {
                sum =
                        sum.plus(
                                row(
                                        String.format(
                                                Locale.ROOT,
                                                """
                                                select count(*), coalesce(sum(amount_fen), 0)
                                                from receive_order_%d
                                                where user_id between %d and %d
                                                """,
                                                table,
                                                firstUser,
                                                lastUser),
                                        set.url(),
                                        set.user(),
                                        set.password()));
            }
        }
        return sum;
    }

    /** What was credited to these users for shares, in all wallet shards. */
    Sum credited(long firstUser, long lastUser) {
        var sum = new Sum(0, 0);
        for (WalletSource wallet : wallets) {
            sum =
                    sum.plus(
                            row(
                                    String.format(
                                            Locale.ROOT,
                                            """
                                            select count(*), coalesce(sum(amount_fen), 0)
                                            from transfer
                                            where kind = 'SHARE_CREDIT' and user_id between %d and %d
                                            """,
                                            firstUser,
                                            lastUser),
                                    wallet.url(),
                                    wallet.user(),
                                    wallet.password()));
        }
        return sum;
    }

    /** Views of moments of which more than one order was paid, of whatever users. */
    public long viewsPaidTwice() {
        return wallets.stream()
                .mapToLong(wallet ->
                        row(
                                        """
                                        select count(*) from (
                                            select user_id from transfer
                                            where kind = 'PACKET_PAY' and wrap_key like 'moment:%'
                                            group by user_id, wrap_key having count(*) > 1
                                        ) as paid_twice
                                        """,
                                        wallet.url(), wallet.user(), wallet.password())
                                .getFirst())
                .sum();
    }

    private static List<Long> row(String sql, String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            var values = new ArrayList<Long>();
            for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
                values.add(row.getLong(at));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + url, e);
        }
    }
}
