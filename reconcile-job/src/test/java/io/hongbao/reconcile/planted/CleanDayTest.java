package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Gap;
import io.hongbao.reconcile.day.DayReport.Verdict;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.tell.DayReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanDayTest {

    @TempDir Path statements;

    @Test
    void untouched_rows_are_clean_by_their_fingerprints_alone() {
        var day = new PlantedDay(statements);
        long opened = day.write(3_000);

        DayReport report = day.reconcile();

        assertThat(report.verdict()).as(DayReportText.of(report)).isEqualTo(Verdict.CLEAN);
        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.checks()).extracting(Check::bucketsRead).containsOnly(0L);
        assertThat(report.checks())
                .filteredOn(check -> check.name().equals("CREDITS"))
                .allSatisfy(check -> {
                    assertThat(check.causes().count()).isEqualTo(opened);
                    assertThat(check.effects()).isEqualTo(check.causes());
                    assertThat(check.buckets()).isGreaterThan(100);
                });
        assertThat(report.escrow().unexplainedFen()).isZero();
        assertThat(report.escrow().escrowFen()).isEqualTo(report.escrow().heldFen());
    }

    /** What was paid to see them is in no list of packets, and every view is looked at. */
    @Test
    void a_day_with_moments_is_clean() {
        var day = new PlantedDay(statements);
        day.write(3_000);
        new FaultPlanter(day.databases(), PlantedDay.DAY).plantMoments();

        DayReport report = day.reconcile();

        assertThat(report.verdict()).as(DayReportText.of(report)).isEqualTo(Verdict.CLEAN);
        assertThat(report.checks())
                .filteredOn(check -> check.name().equals("VIEWS"))
                .extracting(check -> check.causes().count())
                .containsExactly(3L);
    }

    /** As on the first evening of a suite, whose banks were not there the day before. */
    @Test
    void a_day_on_which_nothing_happened_is_clean_without_a_statement_and_a_seed_key() {
        var day = new PlantedDay(statements);

        DayReport report = withoutSeeds(day);

        assertThat(report.verdict()).as(DayReportText.of(report)).isEqualTo(Verdict.CLEAN);
        assertThat(report.notes())
                .containsExactly(
                        "card documents ↔ the banks: 2026-11-21 has no paid card document, and its"
                                + " statements are not there");
    }

    @Test
    void a_day_with_packets_is_not_all_checked_without_a_statement_and_a_seed_key()
            throws IOException {
        var day = new PlantedDay(statements);
        day.write(100);
        for (Path statement : day.databases().statements(PlantedDay.DAY)) {
            Files.delete(statement);
        }

        DayReport report = withoutSeeds(day);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ALL_CHECKED);
        assertThat(report.notChecked())
                .extracting(Gap::what)
                .containsExactly(
                        "amounts, times and users of shares of 2026-11-21",
                        "card documents ↔ the banks");
    }

    private static DayReport withoutSeeds(PlantedDay day) {
        DaySuite suite = day.suite();
        var keysOfLaterDays =
                new DayKeys(
                        Map.of(
                                PlantedDay.DAY.plusDays(1),
                                SecretKey.of("seed-key-of-a-later-day-in-letters-of-base64----")));
        return PlantedDay.reconcile(
                new DaySuite(
                        suite.sets(),
                        suite.shards(),
                        keysOfLaterDays,
                        suite.statement(),
                        suite.kafka()),
                PlantedDay.LATER);
    }
}
