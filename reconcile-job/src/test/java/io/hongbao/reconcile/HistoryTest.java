package io.hongbao.reconcile;

import static io.hongbao.reconcile.PlantedSuite.ACTIVE;
import static io.hongbao.reconcile.PlantedSuite.FINISHED;
import static io.hongbao.reconcile.PlantedSuite.REFUNDED;
import static io.hongbao.reconcile.history.HistoryLine.Outcome.ACK;
import static io.hongbao.reconcile.history.HistoryLine.Outcome.REFUSED;
import static io.hongbao.reconcile.history.HistoryLine.Outcome.TURNED_AWAY;
import static io.hongbao.reconcile.history.HistoryLine.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryWriter;
import io.hongbao.reconcile.report.Discrepancy;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.reconcile.report.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final OrderNumber FINISHED_PACKET = new OrderNumber(FINISHED);
    private static final OrderNumber ACTIVE_PACKET = new OrderNumber(ACTIVE);

    private PlantedSuite suite;

    @BeforeAll
    void start() {
        suite = new PlantedSuite();
        suite.plantCleanRows();
    }

    @Test
    void what_was_acknowledged_or_unknown_fits_the_effects() {
        Report report =
                check(
                        HistoryLine.topUp(1001, "t1", 100_00, ACK, AT),
                        HistoryLine.pay(1001, ACTIVE_PACKET, 100, ACK, AT),
                        HistoryLine.pay(1001, FINISHED_PACKET, 300, UNKNOWN, AT),
                        HistoryLine.pay(1001, new OrderNumber(REFUNDED), 150, ACK, AT),
                        HistoryLine.open(1003, FINISHED_PACKET, 120L, ACK, AT),
                        HistoryLine.open(1003, FINISHED_PACKET, 120L, ACK, AT),
                        HistoryLine.open(1002, ACTIVE_PACKET, null, UNKNOWN, AT),
                        HistoryLine.open(1002, FINISHED_PACKET, null, REFUSED, AT),
                        HistoryLine.open(1099, FINISHED_PACKET, null, UNKNOWN, AT));

        report.requireHolds(Invariant.HISTORY);
        assertThat(report.answer(Invariant.HISTORY).figures())
                .containsEntry("OPEN acknowledged", 1L)
                .containsEntry("OPEN effects", 2L)
                .containsEntry("OPEN unknown", 2L);
    }

    @Test
    void an_acknowledged_open_without_its_share_is_found() {
        Report report = check(HistoryLine.open(1077, FINISHED_PACKET, 5L, ACK, AT));

        assertThat(kinds(report)).containsExactly("acknowledged, but there is no effect");
    }

    @Test
    void another_amount_than_acknowledged_is_found() {
        Report report = check(HistoryLine.open(1003, FINISHED_PACKET, 121L, ACK, AT));

        assertThat(kinds(report)).containsExactly("another amount than acknowledged");
    }

    @Test
    void a_repeat_that_got_another_amount_is_found() {
        Report report =
                check(
                        HistoryLine.open(1003, FINISHED_PACKET, 121L, ACK, AT),
                        HistoryLine.open(1003, FINISHED_PACKET, 120L, ACK, AT));

        assertThat(kinds(report)).containsExactly("a repeat got another answer");
    }

    @Test
    void a_repeat_that_was_refused_after_the_first_was_acknowledged_is_found() {
        Report report =
                check(
                        HistoryLine.open(1003, FINISHED_PACKET, null, REFUSED, AT.plusSeconds(2))
                                .begun(AT.plusSeconds(1)),
                        HistoryLine.open(1003, FINISHED_PACKET, 120L, ACK, AT),
                        HistoryLine.open(1003, FINISHED_PACKET, 120L, ACK, AT.plusSeconds(5)));

        assertThat(kinds(report)).containsExactly("acknowledged, then refused");
    }

    /** It began before the other had ended, nobody knows when it began, or it was not decided. */
    @Test
    void a_refusal_that_says_nothing_of_an_acknowledged_call_is_in_order() {
        Report report =
                check(
                        HistoryLine.open(1003, FINISHED_PACKET, 120L, ACK, AT),
                        HistoryLine.open(1003, FINISHED_PACKET, null, REFUSED, AT.plusSeconds(2))
                                .begun(AT),
                        HistoryLine.open(1003, FINISHED_PACKET, null, REFUSED, AT.plusSeconds(2)),
                        HistoryLine.open(
                                        1003, FINISHED_PACKET, null, TURNED_AWAY, AT.plusSeconds(2))
                                .begun(AT.plusSeconds(1)),
                        HistoryLine.open(1060, new OrderNumber(REFUNDED), 50L, ACK, AT),
                        HistoryLine.open(1060, FINISHED_PACKET, null, REFUSED, AT.plusSeconds(2))
                                .begun(AT),
                        HistoryLine.open(1060, FINISHED_PACKET, 180L, ACK, AT.plusSeconds(4)));

        report.requireHolds(Invariant.HISTORY);
    }

    @Test
    void an_effect_after_a_refusal_is_found() {
        Report report = check(HistoryLine.open(1003, FINISHED_PACKET, null, REFUSED, AT));

        assertThat(kinds(report)).containsExactly("an effect that no caller was told of");
    }

    /** A view wrapped it, and its payment opened it for the poster. */
    @Test
    void nobody_is_told_that_what_pays_for_a_moment_was_wrapped_or_opened() {
        finishedPacket("kind = 'VIEW', recipients = '1003,1060'");
        Report report = check(HistoryLine.open(1003, FINISHED_PACKET, null, REFUSED, AT));
        Report paid = check(HistoryLine.pay(1001, FINISHED_PACKET, 300, REFUSED, AT));
        finishedPacket("kind = 'LUCKY', recipients = null");

        report.requireHolds(Invariant.HISTORY);
        assertThat(kinds(paid)).containsExactly("an effect that no caller was told of");
    }

    private void finishedPacket(String change) {
        suite.run(
                "set-001",
                List.of("update send_order_3 set " + change + " where order_no = " + FINISHED));
    }

    @Test
    void a_payment_and_a_top_up_that_nobody_knows_of_are_found() {
        Report report =
                check(
                        HistoryLine.topUp(1001, "t2", 5, UNKNOWN, AT),
                        HistoryLine.pay(1001, ACTIVE_PACKET, 100, ACK, AT));

        // t1, and the payments of two other packets
        assertThat(report.answer(Invariant.HISTORY).discrepancyCount()).isEqualTo(3);
        assertThat(kinds(report)).containsExactly("an effect that no caller was told of");
    }

    @Test
    void an_acknowledged_payment_or_top_up_without_its_transfer_is_found() {
        Report report =
                check(
                        HistoryLine.topUp(1002, "t1", 5, ACK, AT),
                        HistoryLine.pay(1002, ACTIVE_PACKET, 100, ACK, AT));

        assertThat(report.answer(Invariant.HISTORY).discrepancyCount()).isEqualTo(2);
        assertThat(kinds(report)).containsExactly("acknowledged, but there is no effect");
    }

    @Test
    void a_wrap_is_found_by_its_key_and_must_be_the_acknowledged_packet() {
        List<HistoryLine> others =
                List.of(
                        HistoryLine.wrap(1001, "k1", null, 100, UNKNOWN, AT),
                        HistoryLine.wrap(1001, "k3", FINISHED_PACKET, 300, ACK, AT),
                        HistoryLine.wrap(1001, "k4", null, 100, UNKNOWN, AT),
                        HistoryLine.wrap(1001, "k5", null, 100, UNKNOWN, AT));
        Report right = check(others, HistoryLine.wrap(1001, "k2", ACTIVE_PACKET, 100, ACK, AT));
        Report otherPacket =
                check(others, HistoryLine.wrap(1001, "k2", FINISHED_PACKET, 100, ACK, AT));
        Report nobody = check(others, HistoryLine.wrap(1001, "k2", null, 100, REFUSED, AT));

        right.requireHolds(Invariant.HISTORY);
        assertThat(kinds(otherPacket)).containsExactly("acknowledged, but there is no effect");
        assertThat(kinds(nobody)).containsExactly("an effect that no caller was told of");
    }

    /** Its SET was out for the repeat: both answers must be true. */
    @Test
    void a_repeat_of_a_wrap_may_be_told_of_another_packet() {
        List<HistoryLine> others =
                List.of(
                        HistoryLine.wrap(1001, "k1", null, 100, UNKNOWN, AT),
                        HistoryLine.wrap(1001, "k3", FINISHED_PACKET, 300, ACK, AT),
                        HistoryLine.wrap(1001, "k4", null, 100, UNKNOWN, AT),
                        HistoryLine.wrap(1001, "k5", null, 100, UNKNOWN, AT),
                        HistoryLine.wrap(1001, "k2", ACTIVE_PACKET, 100, ACK, AT));
        OrderNumber twin = new OrderNumber("2026112100000000990000");
        suite.run(
                "set-000",
                List.of(
                        String.format(
                                Locale.ROOT,
                                """
                                insert into send_order_0
                                select '%s', sender_id, kind, total_fen, share_count, greeting, recipients,
                                    wrap_key, lifetime_ms, 'UNPAID', version, 100, 2, created_at, pay_by,
                                    null, null, null, pay_by
                                from send_order_0 where order_no = '%s'
                                """,
                                twin,
                                ACTIVE)));

        Report both = check(others, HistoryLine.wrap(1001, "k2", twin, 100, ACK, AT));
        Report onlyFirst = check(others, HistoryLine.wrap(1001, "k2", null, 100, UNKNOWN, AT));
        suite.run("set-000", List.of("delete from send_order_0 where order_no = '" + twin + "'"));
        Report lost = check(others, HistoryLine.wrap(1001, "k2", twin, 100, ACK, AT));

        both.requireHolds(Invariant.HISTORY);
        onlyFirst.requireHolds(Invariant.HISTORY);
        assertThat(kinds(lost)).containsExactly("acknowledged, but there is no effect");
    }

    @Test
    void lines_of_many_threads_come_back_from_the_file(@TempDir Path directory) {
        Path file = directory.resolve("history.jsonl");
        try (var writer = new HistoryWriter(file)) {
            IntStream.range(0, 1_000)
                    .parallel()
                    .forEach(i ->
                            writer.write(HistoryLine.open(i + 1, FINISHED_PACKET, 5L, ACK, AT)));
        }

        History history = History.read(List.of(file));

        assertThat(history.lines())
                .hasSize(1_000)
                .contains(HistoryLine.open(1_000, FINISHED_PACKET, 5L, ACK, AT));
    }

    private Report check(List<HistoryLine> lines, HistoryLine line) {
        return check(
                java.util.stream.Stream.concat(lines.stream(), java.util.stream.Stream.of(line))
                        .toArray(HistoryLine[]::new));
    }

    private Report check(HistoryLine... lines) {
        return suite.conservation().withHistory(new History(List.of(lines))).check();
    }

    private static List<String> kinds(Report report) {
        return report.answer(Invariant.HISTORY).discrepancies().stream()
                .map(Discrepancy::kind)
                .distinct()
                .toList();
    }
}
