package io.hongbao.pay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first shard is the shared server, the second one of its own, which becomes another. */
class WrongShardTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir private Path directory;
    private MariaDbServer server;
    private TestWallets wallets;
    private TestPayService service;
    private UserId li;
    private UserId wang;

    @BeforeEach
    void start() {
        server = MariaDbServer.start(directory);
        TestDatabase first = SharedMariaDb.newDatabase();
        server.createUser(first.user(), first.password());
        server.createDatabase(first.name());
        var second =
                new TestDatabase(
                        first.name(), server.url(first.name()), first.user(), first.password());
        wallets = new TestWallets(List.of(first, second));
        service = started(wallets);
        service.waitUntilReady();
        li = service.userWith(10_00);
        wang = service.with(TestPayService.newUserOfSecondShard(), 10_00);
    }

    @AfterEach
    void stop() {
        service.close();
        server.close();
    }

    private static TestPayService started(TestWallets on) {
        return TestPayService.start(
                on,
                new MovableClock(TestPayService.NOON),
                new FakeBank(),
                "hongbao.wallets.start-pause=50ms",
                "hongbao.wallets.probe-pause=50ms",
                // How long a read waits for a connection, while each is refused.
                "hongbao.wallets.connect-max=5s");
    }

    private static double ready(TestPayService of, String wallet) {
        return of.bean(MeterRegistry.class)
                .get("hongbao.wallet.ready")
                .tag("wallet", wallet)
                .gauge()
                .value();
    }

    private static void awaitReady(TestPayService of, String wallet, double expected) {
        Eventually.isTrue(
                wallet + " ready is " + expected, SOON, () -> ready(of, wallet) == expected);
    }

    private static void assertUnavailable(TestPayService of, UserId user) {
        for (Answer answer :
                List.of(
                        of.wallet(user),
                        of.topUp(user, "wrong", 1_00, "card-good"),
                        of.pay(of.payTicket(user, 1_00)))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.word()).isEqualTo("wallet_unavailable");
        }
    }

    @Test
    void shards_whose_addresses_were_exchanged_serve_nobody() {
        service.close();

        var exchanged = new TestWallets(wallets.databases().reversed());
        try (var other = started(exchanged)) {
            assertUnavailable(other, li);
            assertUnavailable(other, wang);
            assertThat(ready(other, "wallet-0")).isZero();
            assertThat(ready(other, "wallet-1")).isZero();
        }
        assertThat(wallets.sum("select count(*) from transfer")).isEqualTo(2);
    }

    /** As after a fail-over to a replica that is set otherwise. */
    @Test
    void a_shard_that_may_forget_commits_is_not_connected_any_more() {
        server.execute("set global innodb_flush_log_at_trx_commit = 2");
        cutConnections();

        assertUnavailable(service, wang);
        awaitReady(service, "wallet-1", 0);
        assertThat(ready(service, "wallet-0")).isOne();
        assertThat(service.balance(li)).isEqualTo(10_00);
        server.execute("set global innodb_flush_log_at_trx_commit = 1");
        awaitReady(service, "wallet-1", 1);
        assertThat(service.balance(wang)).isEqualTo(10_00);
    }

    private void cutConnections() {
        server.execute("kill user '" + wallets.databases().get(1).user() + "'");
    }

    @Test
    void a_shard_that_was_lost_and_made_anew_is_refused_and_stays_empty() throws SQLException {
        String name = wallets.databases().get(1).name();
        server.execute("drop database " + name);
        server.createDatabase(name);
        cutConnections();

        assertUnavailable(service, wang);
        awaitReady(service, "wallet-1", 0);
        assertThat(service.balance(li)).isEqualTo(10_00);
        try (Connection connection = server.connect(name);
                var tables = connection.createStatement().executeQuery("show tables")) {
            assertThat(tables.next()).isFalse();
        }
    }
}
