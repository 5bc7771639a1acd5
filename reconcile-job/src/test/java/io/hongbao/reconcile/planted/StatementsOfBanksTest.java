package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.planter.SuiteDatabases;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Verdict;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.statement.BankStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A day of two banks, each with statements of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsOfBanksTest {

    private static final long USER = 100_001;
    private static final String REFUNDED = "topup:100001:refunded";

    @TempDir Path directory;

    private PlantedDay day;
    private final List<String> ofBankA = new ArrayList<>();
    private final List<String> ofBankB = new ArrayList<>();

    @BeforeAll
    void write(@TempDir Path statements) {
        day = new PlantedDay(statements);
        day.write(100);
    }

    @BeforeEach
    void allDebitsAreOfBankA() throws IOException {
        ofBankA.clear();
        ofBankB.clear();
        ofBankA.addAll(Files.readAllLines(statement()));
    }

    @AfterEach
    void takeAway() {
        databases().execute(shard(), "delete from card_document where number = ?", REFUNDED);
    }

    private SuiteDatabases databases() {
        return day.databases();
    }

    private Path statement() {
        return databases().statements(PlantedDay.DAY).getFirst();
    }

    private String shard() {
        return databases().shardOf(USER).url();
    }

    private DayReport reconcile() throws IOException {
        Path bankA = Files.createDirectories(directory.resolve("a"));
        Path bankB = Files.createDirectories(directory.resolve("b"));
        Files.write(bankA.resolve(statement().getFileName()), ofBankA);
        Files.write(bankB.resolve(statement().getFileName()), ofBankB);
        return reconcile(Map.of("bank-a", bankA, "bank-b", bankB));
    }

    private DayReport reconcile(Map<String, Path> statements) {
        DaySuite suite = day.suite();
        return PlantedDay.reconcile(
                new DaySuite(
                        suite.sets(),
                        suite.shards(),
                        suite.seeds(),
                        new BankStatement(statements),
                        null),
                PlantedDay.LATER);
    }

    /** What was found, and nothing else was. */
    private static String finding(DayReport report) {
        assertThat(report.discrepancies()).hasSize(1);
        Finding finding = report.discrepancies().getFirst().finding();
        return finding.kind() + ": " + finding.evidence();
    }

    private static String line(String kind, String number) {
        return "{\"number\":\""
                + number
                + "\",\"kind\":\""
                + kind
                + "\",\"amountFen\":7,\"at\":\"2026-11-21T04:00:00Z\"}";
    }

    /** A card of bank-b that was debited, and got its money back. */
    private void refundedDocument() {
        databases()
                .change(
                        shard(),
                        1,
                        """
                        insert into card_document (number, kind, user_id, top_up_key, amount_fen,
                            channel, state, created_at, decided_at, asks)
                        values (?, 'TOP_UP', ?, 'refunded', 7, 'bank-b', 'REFUNDED',
                            '2026-11-21 03:59:00', '2026-11-21 04:00:01', 1)
                        """,
                        REFUNDED,
                        USER);
    }

    @Test
    void a_bank_without_a_statement_is_named() {
        DayReport report =
                reconcile(Map.of("bank-a", statement().getParent(), "bank-b", directory));

        assertThat(report.notChecked())
                .singleElement()
                .satisfies(gap -> assertThat(gap.why()).contains(directory.toString()));
    }

    @Test
    void a_debit_that_was_given_back_is_in_order_where_both_sides_say_so() throws IOException {
        refundedDocument();
        ofBankB.add(line("DEBIT", REFUNDED));
        ofBankB.add(line("REFUND", REFUNDED));

        DayReport report = reconcile();

        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(report.bank().debits()).isEqualTo(ofBankA.size() + 1);
    }

    @Test
    void a_refund_that_the_bank_did_not_make_is_found() throws IOException {
        refundedDocument();
        ofBankB.add(line("DEBIT", REFUNDED));

        assertThat(finding(reconcile()))
                .isEqualTo(
                        "DOCUMENT_NOT_AT_BANK: no refund in the statement | REFUNDED, fen=7, bank-b");
    }

    @Test
    void a_refund_of_the_day_before_is_looked_for_there() throws IOException {
        refundedDocument();
        ofBankB.add(line("DEBIT", REFUNDED));
        Path bankB = Files.createDirectories(directory.resolve("b"));
        Files.writeString(
                bankB.resolve("statement-20261120.jsonl"), line("REFUND", REFUNDED) + "\n");

        assertThat(reconcile().discrepancies()).isEmpty();
    }

    @Test
    void a_refund_of_what_we_count_as_paid_is_found() throws IOException {
        String paid = ofBankA.getFirst().replace("DEBIT", "REFUND");
        ofBankA.add(paid);

        assertThat(finding(reconcile()))
                .startsWith("DOCUMENT_DIFFERS: bank-a gave back fen=")
                .contains(" | PAID, fen=");
    }

    @Test
    void a_refund_that_nobody_asked_for_is_found() throws IOException {
        ofBankB.add(line("REFUND", "topup:1:unknown"));

        assertThat(finding(reconcile()))
                .isEqualTo(
                        "BANK_DEBIT_WITHOUT_DOCUMENT: bank-b gave back fen=7 | no card document");
    }

    @Test
    void a_debit_at_another_bank_than_the_documents_is_found() throws IOException {
        ofBankB.add(ofBankA.removeFirst());

        assertThat(finding(reconcile()))
                .startsWith("DOCUMENT_DIFFERS: bank-b took fen=")
                .contains(" | PAID, fen=")
                .endsWith(", bank-a");
    }

    @Test
    void a_debit_at_two_banks_is_found() throws IOException {
        ofBankB.add(ofBankA.getFirst());

        assertThat(finding(reconcile()))
                .startsWith("DOCUMENT_DIFFERS: bank-b took fen=")
                .endsWith(", bank-a");
    }
}
