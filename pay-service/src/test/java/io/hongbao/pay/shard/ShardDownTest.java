package io.hongbao.pay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first shard is the shared server, the second one of its own, which comes and goes. */
class ShardDownTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String OPEN_DOCUMENTS =
            "select number from card_document where state = 'OPEN'";

    private static MariaDbServer server;

    private TestPayService service;
    private UserId li;
    private UserId wang;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MariaDbServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        TestDatabase first = SharedMariaDb.newDatabase();
        server.createDatabase(first.name());
        server.createUser(first.user(), first.password());
        var second =
                new TestDatabase(
                        first.name(), server.url(first.name()), first.user(), first.password());
        service =
                TestPayService.start(
                        new TestWallets(List.of(first, second)),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank(),
                        "hongbao.wallets.connect-max=1s",
                        "hongbao.wallets.answer-max=2s",
                        "hongbao.wallets.lock-wait-max=1s");
        service.waitUntilReady();
        li = TestPayService.newUser();
        wang = TestPayService.newUserOfSecondShard();
        for (UserId user : List.of(li, wang)) {
            served("topped up", () -> service.topUp(user, "first", 10_00, "card-good"));
        }
    }

    /**
     * The limits are short, so that a shard that hangs is found out: on a slow machine they are
     * exceeded by one that is well, and the user asks again.
     */
    private static Answer served(String what, Callable<Answer> call) {
        return Eventually.value(
                what, SOON, () -> Optional.of(call.call()).filter(got -> got.status() == 200));
    }

    private static void assertBalance(TestPayService of, UserId user, long fen) {
        Answer wallet = served("wallet", () -> of.wallet(user));
        assertThat(wallet.body().path("changeFen").asLong(-1)).isEqualTo(fen);
    }

    @AfterEach
    void money_is_conserved() {
        server.resume();
        server.start();
        served("second shard back", () -> service.wallet(wang));
        Eventually.passes(
                "card documents decided",
                SOON,
                () -> {
                    service.clock.advance(Duration.ofMinutes(5));
                    service.retryDocuments();
                    assertThat(service.wallets.read(OPEN_DOCUMENTS)).isEmpty();
                });
        service.assertMoneyIsConserved();
        service.close();
    }

    private void assertOnlyUsersOfTheFirstShardAreServed() {
        PayTicket ticket = service.payTicket(wang, 1_00);
        for (Answer answer :
                List.of(
                        service.pay(ticket),
                        service.wallet(wang),
                        service.list(wang, "?direction=sent"),
                        service.topUp(wang, "down", 1_00, "card-good"))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.word()).isEqualTo("wallet_unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
        PayTicket served = service.payTicket(li, 1_00);
        served("first shard pays", () -> service.pay(served));
        assertBalance(service, li, 9_00);
    }

    @Test
    void a_shard_that_is_killed_hurts_only_its_users_until_it_is_back() {
        server.kill();
        assertOnlyUsersOfTheFirstShardAreServed();

        server.start();
        PayTicket ticket = service.payTicket(wang, 1_00);
        served("served again", () -> service.pay(ticket));
        assertBalance(service, wang, 9_00);
    }

    @Test
    void a_shard_that_is_killed_is_told_as_trouble_of_payments() {
        assertThat(service.paymentTrouble()).isZero();

        server.kill();

        Eventually.isTrue(
                "told",
                SOON,
                () -> {
                    service.pay(service.payTicket(wang, 1_00));
                    return service.paymentTrouble() > 0;
                });
    }

    @Test
    void a_shard_that_hangs_hurts_only_its_users_and_answers_in_time() {
        server.hang();
        assertOnlyUsersOfTheFirstShardAreServed();
    }

    @Test
    void a_service_that_starts_while_a_shard_is_down_is_ready_and_serves_it_when_it_comes()
            throws Exception {
        server.kill();
        try (var started = TestPayService.start(service.wallets, service.clock, service.bank)) {
            served("first shard", () -> started.wallet(li));
            assertThat(started.wallet(wang).word()).isEqualTo("wallet_unavailable");
            assertThat(readiness(started)).contains("UP");

            server.start();
            served("second shard", () -> started.wallet(wang));
            assertBalance(started, wang, 10_00);
        }
    }

    private static String readiness(TestPayService of) throws Exception {
        var uri =
                URI.create(
                        "http://127.0.0.1:" + of.managementPort() + "/actuator/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void a_shard_that_may_forget_commits_gets_no_money() {
        server.execute("set global innodb_flush_log_at_trx_commit = 2");
        try (var started = TestPayService.start(service.wallets, service.clock, service.bank)) {
            served("first shard", () -> started.wallet(li));
            assertThat(started.topUp(wang, "not-durable", 1_00, "card-good").word())
                    .isEqualTo("wallet_unavailable");

            server.execute("set global innodb_flush_log_at_trx_commit = 1");
            served("second shard", () -> started.wallet(wang));
        } finally {
            server.execute("set global innodb_flush_log_at_trx_commit = 1");
        }
    }
}
