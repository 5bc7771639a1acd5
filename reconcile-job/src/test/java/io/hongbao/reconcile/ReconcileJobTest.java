package io.hongbao.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.reconcile.bank.BankBooks;
import io.hongbao.servers.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconcileJobTest {

    private static final String LOCAL_SEED_KEY = "local-only-seed-key-of-nobody";

    @TempDir Path directory;

    private PlantedSuite suite;

    @BeforeAll
    void start() {
        suite = new PlantedSuite();
    }

    @BeforeEach
    void plant() {
        suite.plantCleanRows();
    }

    @Test
    void a_clean_suite_ends_with_0_and_a_line_for_each_invariant() throws IOException {
        var ran = run("--settle", "1s");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains(
                        "1  yes",
                        "2  yes",
                        "4  yes",
                        "3  --",
                        "clean: all 3 invariants that were checked hold; not checked: 3, 5");
    }

    @Test
    void a_discrepancy_ends_with_1_and_says_which() throws IOException {
        suite.run("wallet-0", List.of("update balance set balance_fen = 41 where user_id = 1002"));

        var ran = run();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("2  NO", "! balance is not credits - debits: user 1002 in wallet-0");
    }

    @Test
    void the_report_is_json_when_asked_for() throws IOException {
        var ran = run("--json");

        var json = JsonMapper.builder().build().readTree(ran.out());
        assertThat(json.at("/answers/0/invariant").asString()).isEqualTo("PACKETS");
        assertThat(json.at("/answers/0/verdict").asString()).isEqualTo("YES");
        assertThat(json.at("/answers/0/figures/packets").asInt()).isEqualTo(5);
    }

    @Test
    void an_unreachable_database_ends_with_2_and_says_which() throws IOException {
        Files.writeString(
                directory.resolve("sets.yaml"),
                """
                sets:
                  - {id: "000", url: "jdbc:mysql://127.0.0.1:1/none", city: c, zone: a, weight: 1}
                """);

        var ran = runWith("--sets", file("sets.yaml"), "--local");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("could not run: cannot read SET 000 at jdbc:mysql://");
    }

    @Test
    void a_history_that_is_none_ends_with_2_and_says_where() throws IOException {
        Path history = Files.writeString(directory.resolve("history"), "{\"op\":\"STEAL\"}\n");

        var ran = run("--history", history.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("history", "line 1");
    }

    @Test
    void a_payment_of_no_packet_is_a_discrepancy_of_a_day_that_must_be_settled()
            throws IOException {
        suite.run(
                "wallet-1",
                List.of(
                        PlantedSuite.transfer(
                                "PACKET_PAY",
                                "2026103100000000010000",
                                "bank",
                                "escrow",
                                1,
                                1060,
                                "k")));

        assertThat(run().code()).isZero();
        assertThat(run("--settled-before", "2026-10-31").code()).isZero();
        assertThat(run("--settled-before", "2026-11-01").out()).contains("a payment of no packet");
    }

    @Test
    void both_sides_are_needed_to_say_that_a_day_is_settled() throws IOException {
        catalogues();

        var ran = runWith("--sets", file("sets.yaml"), "--local", "--settled-before", "2026-11-01");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("must have --sets and --wallets with --settled-before");
    }

    @Test
    void credentials_are_required_unless_local() throws IOException {
        catalogues();

        var ran = runWith("--sets", file("sets.yaml"));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("must have --user");
    }

    @Test
    void secrets_of_a_laptop_are_refused_unless_local() throws IOException {
        catalogues();
        String[] databases = {"--sets", file("sets.yaml"), "--user", "reader", "--password"};

        var password = runWith(with(databases, "local-only-reader"));
        var bankSecret =
                runWith(
                        with(
                                databases,
                                "a-password",
                                "--bank",
                                "bank-a=http://127.0.0.1:1",
                                "--bank-secret",
                                "bank-a=local-only-bank-a-secret"));
        var seedKey =
                runWith(with(databases, "a-password", "--seed-key", "20260101=" + LOCAL_SEED_KEY));

        assertThat(List.of(password, bankSecret, seedKey)).extracting(Ran::code).containsOnly(2);
        assertThat(password.err())
                .contains("must not begin with local-only- without --local: --password");
        assertThat(bankSecret.err()).contains("without --local: --bank-secret bank-a");
        assertThat(seedKey.err()).contains("without --local: --seed-key");
    }

    @Test
    void the_books_of_all_banks_are_read_each_with_its_own_secret() throws IOException {
        catalogues();
        try (var one = new Books("a-secret", PlantedSuite.BOOKS);
                var other = new Books("b-secret", new BankBooks(7, 1, 7, 1))) {
            Map<String, String> secrets =
                    Map.of("HONGBAO_BANK_SECRETS", "bank-a=a-secret,bank-b=b-secret");

            var both = runWith(secrets, with(arguments(), one.as("bank-a"), other.as("bank-b")));
            var exchanged =
                    runWith(secrets, with(arguments(), one.as("bank-b"), other.as("bank-a")));

            assertThat(both.out()).contains("3  yes");
            assertThat(exchanged.code()).isEqualTo(2);
            assertThat(exchanged.err()).contains("the books of bank-").contains("HTTP 401");
        }
    }

    /** A bank that has nothing but books. */
    private static final class Books implements AutoCloseable {

        private final HttpServer server;

        Books(String secret, BankBooks books) throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            byte[] body = JsonMapper.shared().writeValueAsBytes(books);
            server.createContext(
                    "/v1/books",
                    exchange -> {
                        String shown = exchange.getRequestHeaders().getFirst("Authorization");
                        exchange.sendResponseHeaders(
                                shown.equals("Bearer " + secret) ? 200 : 401, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
        }

        String as(String name) {
            return "--bank=" + name + "=http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void seed_keys_of_the_environment_are_used_and_held_to_the_same_rules() throws IOException {
        catalogues();
        Map<String, String> environment =
                Map.of(
                        "HONGBAO_SEED_KEYS",
                        String.format(Locale.ROOT, "20260101=%s,20260601=%1$s", LOCAL_SEED_KEY));

        var used = runWith(environment, arguments());
        var refused = runWith(environment, "--sets", file("sets.yaml"), "--user=u", "--password=p");
        var wrong = runWith(Map.of("HONGBAO_SEED_KEYS", "no-day-and-no-key"), arguments());
        var wrongDay =
                runWith(Map.of("HONGBAO_SEED_KEYS", "yesterday=" + LOCAL_SEED_KEY), arguments());

        assertThat(used.code()).as(used.err()).isEqualTo(1);
        assertThat(used.out()).contains("1  NO");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("without --local: --seed-key");
        assertThat(List.of(wrong, wrongDay)).extracting(Ran::code).containsOnly(2);
        assertThat(wrong.err()).contains("must be NAME=VALUE,…: HONGBAO_SEED_KEYS");
        assertThat(wrongDay.err())
                .contains("must begin with a day yyyyMMdd: --seed-key")
                .doesNotContain(LOCAL_SEED_KEY);
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String... more) throws IOException {
        catalogues();
        return runWith(with(arguments(), more));
    }

    private String[] arguments() {
        TestDatabase any = suite.database("set-000");
        return new String[] {
            "--local",
            "--sets",
            file("sets.yaml"),
            "--wallets",
            file("wallets.yaml"),
            "--user",
            any.user(),
            "--password",
            any.password()
        };
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static Ran runWith(String... arguments) {
        return runWith(Map.of(), arguments);
    }

    private static Ran runWith(Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = ReconcileJob.run(environment, arguments);
            return new Ran(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void catalogues() throws IOException {
        Files.writeString(
                directory.resolve("sets.yaml"),
                String.format(
                        Locale.ROOT,
                        """
                        sets:
                          - {id: "000", url: "%s", city: c, zone: a, weight: 1}
                          - {id: "001", url: "%s", city: c, zone: a, weight: 1}
                        """,
                        suite.database("set-000").url(),
                        suite.database("set-001").url()));
        Files.writeString(
                directory.resolve("wallets.yaml"),
                String.format(
                        Locale.ROOT,
                        """
                        wallets:
                          - {id: wallet-0, url: "%s", slots: 0-49}
                          - {id: wallet-1, url: "%s", slots: 50-99}
                        """,
                        suite.database("wallet-0").url(),
                        suite.database("wallet-1").url()));
    }
}
