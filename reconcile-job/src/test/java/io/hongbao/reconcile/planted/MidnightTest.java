package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedFault;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Verdict;
import io.hongbao.reconcile.tell.DayReportText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets of one day whose money moves on the next, and goes back on the day after that. */
class MidnightTest {

    private static final LocalDate NEXT = PlantedDay.DAY.plusDays(1);

    private static final Instant MIDNIGHT = NEXT.atStartOfDay(OrderNumber.ZONE).toInstant();

    @TempDir Path statements;

    /**
     * Wrapped within five seconds before midnight and paid within five after it: some cards were
     * debited before midnight, and their documents decided after it.
     */
    @Test
    void packets_that_live_across_midnight_are_clean_on_both_days() {
        var day = new PlantedDay(statements);
        long opened = day.writePaid(2_000, MIDNIGHT, Duration.ofSeconds(5));

        DayReport first = day.reconcile(PlantedDay.DAY, PlantedDay.LATER);
        DayReport second = day.reconcile(NEXT, PlantedDay.LATER.plus(Duration.ofDays(1)));

        for (DayReport report : List.of(first, second)) {
            assertThat(report.verdict()).as(DayReportText.of(report)).isEqualTo(Verdict.CLEAN);
            assertThat(report.checks()).extracting(Check::bucketsRead).containsOnly(0L);
            assertThat(credits(report).effects().count()).isEqualTo(opened);
        }
        assertThat(first.hours()).allMatch(hour -> hour.paid().count() == 0);
        assertThat(second.hours().getFirst().paid().count()).isPositive();
        assertThat(second.bank().debits()).isPositive().isLessThan(second.bank().documents());
    }

    @Test
    void what_is_lost_across_midnight_is_found_on_both_days() {
        var day = new PlantedDay(statements);
        day.writePaid(1_000, MIDNIGHT, Duration.ofSeconds(5));
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        PlantedCase credit = planter.plant(PlantedFault.LOST_CREDIT);
        PlantedCase refund = planter.plant(PlantedFault.LOST_REFUND);

        DayReport first = day.reconcile(PlantedDay.DAY, PlantedDay.LATER);
        DayReport second = day.reconcile(NEXT, PlantedDay.LATER.plus(Duration.ofDays(1)));

        for (DayReport report : List.of(first, second)) {
            assertThat(report.discrepancies())
                    .extracting(row -> row.finding().subject())
                    .containsExactlyInAnyOrder(credit.about(), refund.about());
        }
    }

    private static Check credits(DayReport report) {
        return report.checks().stream()
                .filter(check -> check.name().equals("CREDITS"))
                .findFirst()
                .orElseThrow();
    }
}
