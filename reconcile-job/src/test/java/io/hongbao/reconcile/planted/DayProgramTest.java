package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.planter.SuiteDatabases;
import io.hongbao.reconcile.ReconcileJob;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Gap;
import io.hongbao.reconcile.day.DayReport.Verdict;
import io.hongbao.reconcile.day.DayRun;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.RunProgress;
import io.hongbao.reconcile.statement.BankStatement;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program over a day in order: exit codes, files, what cannot be read, stopping. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DayProgramTest {

    private static final String SEED_KEY =
            "--seed-key=20260101=seed-key-of-the-planted-day-in-letters-of-base64";

    @TempDir Path directory;

    private PlantedDay day;

    @BeforeAll
    void write(@TempDir Path statements) {
        day = new PlantedDay(statements);
        day.write(1_000);
    }

    @Test
    void a_clean_day_ends_with_0_and_leaves_its_report() throws IOException {
        Path figures = directory.resolve("hongbao.prom");
        int code =
                run(
                        SEED_KEY,
                        "--bank-statements=bank-a=" + day.databases().statements().getFirst(),
                        "--prometheus=" + figures);

        JsonNode report =
                JsonMapper.shared()
                        .readTree(Files.readString(directory.resolve("reconcile-2026-11-21.json")));
        assertThat(code).isZero();
        assertThat(report.at("/verdict").asString()).isEqualTo("CLEAN");
        assertThat(report.at("/form").asInt()).isEqualTo(DayReport.FORM);
        assertThat(directory.resolve("reconcile-2026-11-21.begun")).doesNotExist();
        assertThat(Files.readString(directory.resolve("reconcile-2026-11-21.html")))
                .contains("Every fen is where it belongs", "<svg", "opened shares ↔ credits")
                .doesNotContain("<script", "http");
        assertThat(Files.readString(figures))
                .contains(
                        "hongbao_reconcile_clean 1.0\n",
                        "hongbao_reconcile_discrepancies_left{kind=\"credit_missing\"} 0.0\n");
    }

    @Test
    void what_was_not_given_is_not_clean() throws IOException {
        int code = run();

        JsonNode report =
                JsonMapper.shared()
                        .readTree(Files.readString(directory.resolve("reconcile-2026-11-21.json")));
        assertThat(code).isEqualTo(1);
        assertThat(report.at("/verdict").asString()).isEqualTo("NOT_ALL_CHECKED");
        assertThat(report.at("/notChecked").toString())
                .contains("amounts, times and users of shares of 2026-11-21", "card documents");
    }

    @Test
    void a_set_that_is_down_is_all_that_is_not_checked_and_the_exit_code_is_1() throws IOException {
        int code =
                runWithSet(
                        "jdbc:mysql://127.0.0.1:1/none",
                        SEED_KEY,
                        "--bank-statements=bank-a=" + day.databases().statements().getFirst());

        JsonNode report =
                JsonMapper.shared()
                        .readTree(Files.readString(directory.resolve("reconcile-2026-11-21.json")));
        assertThat(code).isEqualTo(1);
        assertThat(report.at("/verdict").asString()).isEqualTo("NOT_ALL_CHECKED");
        assertThat(report.at("/notChecked")).hasSize(1);
        assertThat(report.at("/notChecked/0/what").asString())
                .isEqualTo("every packet of SET 001, and credits, refunds and records of them");
        assertThat(report.at("/notChecked/0/why").asString()).contains("SET 001");
        assertThat(report.at("/discrepancies")).isEmpty();
        assertThat(report.at("/kinds")).isEmpty();
        assertThat(Files.readString(directory.resolve("reconcile-2026-11-21.html")))
                .contains("Nothing found, but not all could be checked", "every packet of SET 001");
    }

    @Test
    void a_second_run_of_the_same_day_is_refused() throws SQLException, IOException {
        SuiteDatabases.Shard shard = day.databases().shards().getLast();
        try (Connection other = day.databases().connect(shard.url());
                var lock =
                        other.prepareStatement(
                                "select get_lock(concat('reconcile 2026-11-21 ', md5(database())), 0)")) {
            lock.executeQuery().close();

            assertThat(run()).isEqualTo(2);
        }
        Eventually.isTrue(
                "the database noticed that the other is gone",
                Duration.ofMinutes(1),
                () -> run() == 1);
    }

    @Test
    void a_set_and_a_shard_that_are_down_are_named_and_the_rest_is_compared() {
        DaySuite suite = day.suite();
        List<DaySuite.Set> sets = List.of(suite.sets().getFirst(), down(suite.sets().getLast()));
        List<DaySuite.Shard> shards =
                List.of(suite.shards().getFirst(), down(suite.shards().getLast()));

        DayReport setDown =
                reconcile(
                        new DaySuite(sets, suite.shards(), suite.seeds(), suite.statement(), null));
        DayReport shardDown =
                reconcile(
                        new DaySuite(suite.sets(), shards, suite.seeds(), suite.statement(), null));

        for (DayReport report : List.of(setDown, shardDown)) {
            assertThat(report.verdict()).isEqualTo(Verdict.NOT_ALL_CHECKED);
            assertThat(report.discrepancies()).isEmpty();
            assertThat(report.checks().getFirst().causes().count()).isPositive();
        }
        assertThat(setDown.notChecked())
                .extracting(Gap::what)
                .anyMatch(it -> it.contains("SET 001"));
        assertThat(shardDown.notChecked())
                .extracting(Gap::what)
                .anyMatch(it -> it.contains("every user of wallet-1"))
                .contains("the banks' statements");
    }

    @Test
    void a_set_with_amounts_of_another_rule_is_not_checked_instead_of_accused() {
        String set = day.databases().sets().getLast().url();
        day.databases().change(set, 1, "delete from amount_rule");
        try {
            DayReport report = reconcile(day.suite());

            assertThat(report.verdict()).isEqualTo(Verdict.NOT_ALL_CHECKED);
            assertThat(report.discrepancies()).isEmpty();
            assertThat(report.notChecked())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.what()).contains("every packet of SET 001"))
                    .satisfies(
                            gap -> assertThat(gap.why()).contains("packets of an earlier build"));
        } finally {
            day.databases()
                    .change(set, 1, "insert into amount_rule (only_row, rule_no) values (1, 1)");
        }
    }

    @Test
    void a_statement_that_cannot_be_read_is_named_and_the_rest_is_compared() throws IOException {
        Files.writeString(
                directory.resolve("statement-20261121.jsonl"),
                """
                {"number":"topup:1:a","kind":"DEBIT","amountFen":5,"at":"2026-11-21T01:00:00Z"}
                {"number":"topup:2:b","kind":"DEBIT","amountFen":much,"at":"2026-11-21T01:00:00Z"}
                """);
        DaySuite suite = day.suite();

        DayReport report =
                reconcile(
                        new DaySuite(
                                suite.sets(),
                                suite.shards(),
                                suite.seeds(),
                                new BankStatement(Map.of("bank-a", directory)),
                                null));

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ALL_CHECKED);
        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.notChecked())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).isEqualTo("the banks' statements"))
                .satisfies(gap -> assertThat(gap.why()).contains("20261121.jsonl line 2"));
    }

    @Test
    void a_run_that_was_stopped_is_gone_on_with() {
        Path file = directory.resolve("begun");
        var stopping = new Stopping(30);

        assertThatThrownBy(() -> run(Checkpoint.in(file), stopping))
                .hasMessageContaining("stopped");
        var going = new Stopping(Integer.MAX_VALUE);
        DayReport report = run(Checkpoint.in(file), going);

        assertThat(report.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(going.said).anyMatch(line -> line.startsWith("going on: "));
        assertThat(file).doesNotExist();
    }

    @Test
    void packets_that_were_paid_in_the_last_minutes_may_still_lack_their_effects() {
        Instant midnight = Instant.parse("2026-11-21T16:00:00Z");
        String shard = day.databases().shards().getFirst().url();
        String last =
                day.databases()
                        .row(
                                shard,
                                row -> row.getString(1),
                                "select business_no from transfer where kind = 'SHARE_CREDIT' order by business_at desc limit 1")
                        .orElseThrow();
        List<Object> row =
                day.databases()
                        .row(
                                shard,
                                found ->
                                        List.of(
                                                found.getLong(1),
                                                found.getLong(2),
                                                found.getObject(3)),
                                "select user_id, amount_fen, business_at from transfer where kind = 'SHARE_CREDIT' and business_no = ?",
                                last)
                        .orElseThrow();
        day.databases()
                .change(
                        shard,
                        1,
                        "delete from transfer where kind = 'SHARE_CREDIT' and business_no = ?",
                        last);
        day.databases()
                .change(
                        shard,
                        1,
                        "update balance set balance_fen = balance_fen - ? where user_id = ?",
                        row.get(1),
                        row.get(0));
        try {
            DayReport early = PlantedDay.reconcile(day.suite(), midnight);
            DayReport late = PlantedDay.reconcile(day.suite(), midnight.plus(Duration.ofHours(2)));

            assertThat(early.verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(early.checks()).anyMatch(check -> check.inFlight().count() == 1);
            assertThat(late.discrepancies())
                    .extracting(it -> it.finding().subject())
                    .containsExactly(last);
        } finally {
            day.databases()
                    .change(
                            shard,
                            1,
                            """
                            insert into transfer (kind, business_no, debit_account, credit_account,
                                amount_fen, user_id, wrap_key, business_at, posted_at)
                            values ('SHARE_CREDIT', ?, 'escrow', concat('user:', ?), ?, ?, null, ?, ?)
                            """,
                            last,
                            row.get(0),
                            row.get(1),
                            row.get(0),
                            row.get(2),
                            row.get(2));
            day.databases()
                    .change(
                            shard,
                            1,
                            "update balance set balance_fen = balance_fen + ? where user_id = ?",
                            row.get(1),
                            row.get(0));
        }
    }

    private DayReport run(Checkpoint checkpoint, RunProgress progress) {
        return new DayRun(
                        day.suite(),
                        DaySettings.of(PlantedDay.DAY),
                        checkpoint,
                        () -> PlantedDay.LATER,
                        progress)
                .run();
    }

    private static DayReport reconcile(DaySuite suite) {
        return PlantedDay.reconcile(suite, PlantedDay.LATER);
    }

    /** Stops after so many steps, as a kill would. */
    private static final class Stopping implements RunProgress {

        private final List<String> said = new ArrayList<>();
        private int left;

        Stopping(int left) {
            this.left = left;
        }

        @Override
        public synchronized void parts(String name, int steps) {}

        @Override
        public synchronized void stepDone(String name) {
            left--;
            if (left < 0) {
                throw new IllegalStateException("stopped");
            }
        }

        @Override
        public synchronized void say(String line) {
            said.add(line);
        }
    }

    private static DaySuite.Set down(DaySuite.Set set) {
        return new DaySuite.Set(set.id(), nobody(set.database().name()));
    }

    private static DaySuite.Shard down(DaySuite.Shard shard) {
        return new DaySuite.Shard(
                nobody(shard.database().name()), shard.slotFrom(), shard.slotTo());
    }

    private static DatabaseSource nobody(String name) {
        return new DatabaseSource(name, "jdbc:mysql://127.0.0.1:1/none", "u", "p");
    }

    private int run(String... more) throws IOException {
        return runWithSet(day.databases().sets().getLast().url(), more);
    }

    /** With SET 001 there. */
    private int runWithSet(String url, String... more) throws IOException {
        SuiteDatabases databases = day.databases();
        Path sets = directory.resolve("sets.yaml");
        Path wallets = directory.resolve("wallets.yaml");
        Files.writeString(
                sets,
                String.format(
                        Locale.ROOT,
                        """
                        sets:
                          - {id: "000", url: "%s", city: c, zone: a, weight: 1}
                          - {id: "001", url: "%s", city: c, zone: a, weight: 1}
                        """,
                        databases.sets().getFirst().url(),
                        url));
        Files.writeString(
                wallets,
                String.format(
                        Locale.ROOT,
                        """
                        wallets:
                          - {id: wallet-0, url: "%s", slots: 0-49}
                          - {id: wallet-1, url: "%s", slots: 50-99}
                        """,
                        databases.shards().getFirst().url(),
                        databases.shards().getLast().url()));
        return ReconcileJob.run(
                Stream.concat(
                                Stream.of(
                                        "--local",
                                        "--sets=" + sets,
                                        "--wallets=" + wallets,
                                        "--user=" + databases.login().user(),
                                        "--password=" + databases.login().password(),
                                        "--date=2026-11-21",
                                        "--report=" + directory),
                                Stream.of(more))
                        .toArray(String[]::new));
    }
}
