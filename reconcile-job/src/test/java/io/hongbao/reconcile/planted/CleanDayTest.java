package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.planter.FaultPlanter;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Verdict;
import io.hongbao.reconcile.tell.DayReportText;
import java.nio.file.Path;
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
}
