package io.hongbao.pay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.hongbao.testkit.server.MariaDbServer;
import io.hongbao.testkit.server.SharedMariaDb;
import io.hongbao.testkit.server.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first shard is the shared server, the second one of its own, which comes and goes. */
class ShardDownTest {

    private static final Duration SOON = Duration.ofSeconds(30);
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
                        "hongbao.wallets.answer-max=2s");
        service.waitUntilReady();
        li = service.userWith(10_00);
        wang = service.with(TestPayService.newUserOfSecondShard(), 10_00);
    }

    @AfterEach
    void money_is_conserved() {
        server.resume();
        server.start();
        Eventually.isTrue("second shard back", SOON, () -> service.wallet(wang).status() == 200);
        service.clock.advance(Duration.ofMinutes(5));
        service.askAgain();
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
        assertThat(service.pay(service.payTicket(li, 1_00)).status()).isEqualTo(200);
        assertThat(service.wallet(li).status()).isEqualTo(200);
    }

    @Test
    void a_shard_that_is_killed_hurts_only_its_users_until_it_is_back() {
        server.kill();
        assertOnlyUsersOfTheFirstShardAreServed();

        server.start();
        PayTicket ticket = service.payTicket(wang, 1_00);
        Eventually.isTrue("served again", SOON, () -> service.pay(ticket).status() == 200);
        assertThat(service.change(wang)).isEqualTo(9_00);
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
            Eventually.isTrue("first shard served", SOON, () -> started.wallet(li).status() == 200);
            assertThat(started.wallet(wang).word()).isEqualTo("wallet_unavailable");
            assertThat(readiness(started)).contains("UP");

            server.start();
            Eventually.isTrue(
                    "second shard served", SOON, () -> started.wallet(wang).status() == 200);
            assertThat(started.change(wang)).isEqualTo(10_00);
        }
    }

    private static String readiness(TestPayService of) throws Exception {
        var uri =
                URI.create(
                        "http://127.0.0.1:%d/actuator/health/readiness"
                                .formatted(of.managementPort()));
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
            Eventually.isTrue("first shard served", SOON, () -> started.wallet(li).status() == 200);
            assertThat(started.topUp(wang, "not-durable", 1_00, "card-good").word())
                    .isEqualTo("wallet_unavailable");

            server.execute("set global innodb_flush_log_at_trx_commit = 1");
            Eventually.isTrue(
                    "second shard served", SOON, () -> started.wallet(wang).status() == 200);
        } finally {
            server.execute("set global innodb_flush_log_at_trx_commit = 1");
        }
    }
}
