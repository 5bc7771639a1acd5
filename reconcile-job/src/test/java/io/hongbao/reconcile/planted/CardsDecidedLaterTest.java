package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.planter.SuiteDatabases;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.kind.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Cards of which the bank was heard three days after it moved their money. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardsDecidedLaterTest {

    private static final long USER = 100_000;
    private static final String NUMBER = "topup:" + USER + ":late";
    private static final LocalDate DECIDED_ON = PlantedDay.DAY.plusDays(3);

    private PlantedDay day;

    /** Their statement of the first day, as it was written. */
    private List<String> debits = List.of();

    private long balanceFen;

    @BeforeAll
    void write(@TempDir Path statements) throws IOException {
        day = new PlantedDay(statements);
        day.write(100);
        debits = Files.readAllLines(statement(0));
        balanceFen =
                databases()
                        .row(
                                shard(),
                                row -> row.getLong(1),
                                "select balance_fen from balance where user_id = ?",
                                USER)
                        .orElseThrow();
    }

    @BeforeEach
    void theBankMovedNothingElse() throws IOException {
        Files.write(statement(0), debits);
        for (int i = 1; i <= 3; i++) {
            Files.writeString(statement(i), "");
        }
    }

    @AfterEach
    void takeAway() {
        databases().execute(shard(), "delete from card_document where number = ?", NUMBER);
        databases().execute(shard(), "delete from transfer where business_no = ?", USER + ":late");
        databases()
                .execute(
                        shard(),
                        "update balance set balance_fen = ? where user_id = ?",
                        balanceFen,
                        USER);
    }

    @Test
    void a_card_that_was_debited_days_before_is_in_order_on_both_days() throws IOException {
        statement(0, "DEBIT", 7);
        document("UNCLEAR", 0);
        DayReport undecided = day.reconcile(PlantedDay.DAY, PlantedDay.LATER);
        decide("PAID");
        topUp();

        DayReport decided = reconcileLater();

        assertThat(undecided.discrepancies()).isEmpty();
        assertThat(decided.discrepancies()).isEmpty();
        assertThat(decided.bank().documents()).isEqualTo(1);
    }

    @Test
    void a_card_that_the_bank_debited_by_another_amount_is_found_when_it_is_decided()
            throws IOException {
        statement(1, "DEBIT", 8);
        document("PAID", 0);
        topUp();

        assertThat(finding(reconcileLater()))
                .isEqualTo("DOCUMENT_DIFFERS: bank-a took fen=8 | PAID, fen=7, bank-a");
    }

    @Test
    void a_card_that_no_statement_since_it_was_made_has_is_found() throws IOException {
        document("PAID", 1);
        statement(0, "DEBIT", 7);
        topUp();

        assertThat(finding(reconcileLater()))
                .isEqualTo("DOCUMENT_NOT_AT_BANK: not in the statement | PAID, fen=7, bank-a");
    }

    @Test
    void nothing_is_said_of_a_card_that_may_be_in_a_statement_that_there_is_not()
            throws IOException {
        document("PAID", 0);
        topUp();
        Files.delete(statement(1));

        assertThat(reconcileLater().discrepancies()).isEmpty();
    }

    @Test
    void a_card_that_counts_as_failed_although_the_bank_took_its_money_is_found()
            throws IOException {
        statement(0, "DEBIT", 7);
        document("FAILED", 0);

        assertThat(finding(reconcileLater()))
                .isEqualTo("DOCUMENT_DIFFERS: bank-a took fen=7 | FAILED, fen=7, bank-a");
    }

    @Test
    void a_refund_of_days_before_is_looked_for_since_the_document_was_made() throws IOException {
        statement(0, "DEBIT", 7);
        statement(1, "REFUND", 7);
        document("REFUNDED", 0);
        DayReport inOrder = reconcileLater();
        Files.writeString(statement(1), "");
        statement(1, "REFUND", 8);

        DayReport differing = reconcileLater();

        assertThat(inOrder.discrepancies()).isEmpty();
        assertThat(finding(differing))
                .isEqualTo("DOCUMENT_DIFFERS: bank-a gave back fen=8 | REFUNDED, fen=7, bank-a");
    }

    private SuiteDatabases databases() {
        return day.databases();
    }

    private String shard() {
        return databases().shardOf(USER).url();
    }

    private Path statement(int daysLater) {
        return databases().statements(PlantedDay.DAY.plusDays(daysLater)).getFirst();
    }

    private void statement(int daysLater, String kind, long fen) throws IOException {
        Files.writeString(
                statement(daysLater),
                "{\"number\":\""
                        + NUMBER
                        + "\",\"kind\":\""
                        + kind
                        + "\",\"amountFen\":"
                        + fen
                        + ",\"at\":\"2026-11-21T04:00:00Z\"}\n",
                StandardOpenOption.APPEND);
    }

    /** Undecided, or decided on the last day. */
    private void document(String state, int madeDaysLater) {
        databases()
                .change(
                        shard(),
                        1,
                        """
                        insert into card_document (number, kind, user_id, top_up_key, amount_fen,
                            channel, state, created_at, asks)
                        values (?, 'TOP_UP', ?, 'late', 7, 'bank-a', ?,
                            '2026-11-21 03:59:00' + interval ? day, 1)
                        """,
                        NUMBER,
                        USER,
                        state,
                        madeDaysLater);
        if (!state.equals("UNCLEAR")) {
            decide(state);
        }
    }

    private void decide(String state) {
        databases()
                .change(
                        shard(),
                        1,
                        "update card_document set state = ?, decided_at = '2026-11-24 04:00:00' where number = ?",
                        state,
                        NUMBER);
    }

    private void topUp() {
        databases()
                .change(
                        shard(),
                        1,
                        """
                        insert into transfer (kind, business_no, debit_account, credit_account,
                            amount_fen, user_id, business_at, posted_at)
                        values ('TOP_UP', ?, 'bank', ?, 7, ?, '2026-11-24 04:00:00',
                            '2026-11-24 04:00:00')
                        """,
                        USER + ":late",
                        "user:" + USER,
                        USER);
        databases()
                .change(
                        shard(),
                        1,
                        "update balance set balance_fen = balance_fen + 7 where user_id = ?",
                        USER);
    }

    private DayReport reconcileLater() {
        return day.reconcile(DECIDED_ON, PlantedDay.LATER.plusSeconds(3 * 86_400));
    }

    /** What was found, and nothing else was. */
    private static String finding(DayReport report) {
        assertThat(report.discrepancies()).hasSize(1);
        Finding finding = report.discrepancies().getFirst().finding();
        return finding.kind() + ": " + finding.evidence();
    }
}
