package io.hongbao.reconcile;

import static io.hongbao.reconcile.PlantedSuite.credit;
import static io.hongbao.reconcile.PlantedSuite.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Op;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.hongbao.reconcile.report.Discrepancy;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.reconcile.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A day of SET 000, table 3, was archived: one packet of 200 fen was opened by two, one of 50 fen
 * by one for 30 and refunded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchivedDaysTest {

    private static final String OPENED = "2026102000000000010003";
    private static final String REFUNDED = "2026102000000000020003";
    private static final LocalDate DAY = LocalDate.of(2026, 10, 20);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final PlantedSuite suite = new PlantedSuite();

    @BeforeAll
    void start() {
        assertThat(suite.conservation().sets()).hasSize(2);
    }

    @BeforeEach
    void plant() {
        suite.plantCleanRows();
        archive("'2026-11-01 00:00:00'");
        suite.run(
                "wallet-0",
                List.of(
                        transfer("TOP_UP", "1001:t9", "bank", "user:1001", 250, 1001, null),
                        transfer("PACKET_PAY", OPENED, "user:1001", "escrow", 200, 1001, "k9"),
                        transfer("PACKET_PAY", REFUNDED, "user:1001", "escrow", 50, 1001, "k8"),
                        credit(OPENED, 0, 1002, 120),
                        credit(OPENED, 1, 1003, 80),
                        credit(REFUNDED, 0, 1002, 30),
                        transfer("PACKET_REFUND", REFUNDED, "escrow", "user:1001", 20, 1001, null),
                        "update balance set balance_fen = balance_fen + 20 where user_id = 1001",
                        "update balance set balance_fen = balance_fen + 150 where user_id = 1002",
                        "update balance set balance_fen = balance_fen + 80 where user_id = 1003"));
    }

    private void archive(String detachedAt) {
        suite.run(
                "set-000",
                List.of(
                        String.format(
                                Locale.ROOT,
                                """
                                replace into archived_day
                                values ('2026-10-20', 3, 3, 2, 250, 3, 230, 1, 20,
                                    '2026-11-01 00:00:00', %s)
                                """,
                                detachedAt)));
    }

    private List<String> discrepancies(Report report) {
        return report.answers().stream()
                .filter(answer -> answer.invariant() != Invariant.BANK)
                .flatMap(answer -> answer.discrepancies().stream())
                .map(Discrepancy::kind)
                .toList();
    }

    @Test
    void transfers_of_an_archived_day_need_no_packets() {
        Report report = suite.conservation().checkSettled(AT_ONCE);

        assertThat(discrepancies(report)).isEmpty();
        assertThat(report.answer(Invariant.ESCROW).figure("fen in escrow")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    payments | update transfer set amount_fen = 201 where kind = 'PACKET_PAY' and wrap_key = 'k9'
                    payments | delete from transfer where kind = 'PACKET_PAY' and wrap_key = 'k8'
                    credits  | update transfer set amount_fen = 121 where business_no = '2026102000000000010003:0'
                    credits  | delete from transfer where business_no = '2026102000000000020003:0'
                    refunds  | delete from transfer where kind = 'PACKET_REFUND' and business_no = '2026102000000000020003'
                    """)
    void a_transfer_that_is_wrong_is_found_by_the_sums_of_its_day(String what, String sql) {
        suite.run("wallet-0", List.of(sql));

        Report report = suite.conservation().check();

        assertThat(discrepancies(report)).contains(what + " of an archived day do not fit it");
    }

    @Test
    void a_transfer_of_a_packet_that_never_was_is_found_by_the_sums_of_its_day() {
        suite.run("wallet-1", List.of(credit("2026102000000000030003", 0, 1060, 1)));

        Report report = suite.conservation().check();

        assertThat(discrepancies(report)).contains("credits of an archived day do not fit it");
    }

    @Test
    void sums_that_do_not_add_up_are_found() {
        suite.run("set-000", List.of("update archived_day set refunded_fen = 21"));

        Report report = suite.conservation().check();

        assertThat(discrepancies(report)).contains("an archived day that does not add up");
    }

    @Test
    void other_tables_and_SETs_of_the_day_are_not_archived() {
        suite.run("wallet-1", List.of(credit("2026102000000000010004", 0, 1060, 1)));

        Report report = suite.conservation().check();

        assertThat(discrepancies(report)).contains("a credit without its share");
    }

    @Test
    void rows_of_an_archived_day_are_found() {
        suite.run("set-000", List.of(PlantedSuite.share(3, OPENED, 0, 1002, 120)));

        Report report = suite.conservation().check();

        assertThat(discrepancies(report)).contains("a packet of an archived day");
    }

    @Test
    void rows_of_a_day_whose_archiving_is_under_way_are_no_discrepancy() {
        archive("null");
        suite.run("set-000", List.of(PlantedSuite.share(3, OPENED, 0, 1002, 120)));

        Report report = suite.conservation().checkSettled(AT_ONCE);

        assertThat(discrepancies(report)).isEmpty();
        assertThat(report.answer(Invariant.PACKETS).note())
                .contains("to be repeated: day 20261020 of 000/3");
    }

    @Test
    void what_callers_were_told_of_archived_packets_is_not_missed() {
        var told =
                List.of(
                        line(Op.WRAP, 1001, "k9", 200),
                        line(Op.OPEN, 1002, null, 120),
                        line(Op.PAY, 1001, null, 200));

        Report report = suite.conservation().withHistory(new History(told)).check();

        assertThat(report.answer(Invariant.HISTORY).discrepancies())
                .extracting(Discrepancy::kind)
                .doesNotContain("acknowledged, but there is no effect");
    }

    private static HistoryLine line(Op op, long user, @Nullable String key, long fen) {
        return new HistoryLine(op, user, OPENED, key, fen, Outcome.ACK, Instant.EPOCH, null);
    }

    @Test
    void days_before_a_date_are_judged_as_if_the_suite_were_quiet() {
        suite.run(
                "wallet-0",
                List.of(
                        transfer(
                                "PACKET_PAY",
                                "2026102100000000010003",
                                "user:1001",
                                "escrow",
                                1,
                                1001,
                                "k7")));

        Report running = suite.conservation().check();
        Report sameDay = suite.conservation().withSettledBefore(DAY.plusDays(1)).check();
        Report nextDay = suite.conservation().withSettledBefore(DAY.plusDays(2)).check();

        assertThat(discrepancies(running)).doesNotContain("a payment of no packet");
        assertThat(discrepancies(sameDay)).doesNotContain("a payment of no packet");
        assertThat(discrepancies(nextDay)).contains("a payment of no packet");
    }

    @Test
    void a_card_payment_that_the_bank_has_not_decided_keeps_a_day_from_being_settled() {
        suite.run(
                "wallet-0",
                List.of("insert into card_document values ('2026102100000000010003', 1, 'OPEN')"));

        Report running = suite.conservation().check();
        Report settled = suite.conservation().withSettledBefore(DAY.plusDays(2)).check();

        assertThat(discrepancies(running)).isEmpty();
        assertThat(discrepancies(settled)).containsExactly("a card payment not decided");
    }
}
