package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedFault;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.ReadThrottle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run knows when it repairs is more than its report lists. */
class GuardedRepairsTest {

    @TempDir Path statements;

    /** Its bank took another amount: that is found after the credit, and not listed. */
    @Test
    void a_packet_that_needs_a_person_is_not_repaired_though_the_report_has_no_room_to_say_so()
            throws IOException {
        var day = new PlantedDay(statements);
        day.write(1_000);
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        PlantedCase planted = planter.plant(PlantedFault.LOST_CREDIT);
        Path statement = day.databases().statements(PlantedDay.DAY).getFirst();
        while (!Files.readString(statement).contains(orderOf(planted))) {
            planted = planter.plant(PlantedFault.LOST_CREDIT);
        }
        Files.writeString(
                statement,
                Files.readString(statement)
                        .replaceAll("(\"" + orderOf(planted) + "\".*?\"amountFen\":)", "$11"));
        long all = day.reconcile().count(Kind.CREDIT_MISSING);

        DayReport report =
                day.repair(
                        new DaySettings(
                                PlantedDay.DAY,
                                DaySettings.DAYS_BACK,
                                DaySettings.LATE_AFTER,
                                DaySettings.AT_ONCE,
                                ReadThrottle.FULL,
                                (int) all));

        String order = orderOf(planted);
        assertThat(report.count(Kind.DOCUMENT_DIFFERS)).isEqualTo(1);
        assertThat(report.discrepancies())
                .as("not listed")
                .noneMatch(row -> row.finding().kind() == Kind.DOCUMENT_DIFFERS)
                .filteredOn(row -> row.finding().orderNo().equals(order))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.note())
                                .isEqualTo(
                                        "something else about this packet needs a person first"));
        assertThat(day.audits()).hasSize((int) all - 1);
    }

    private static String orderOf(PlantedCase credit) {
        return credit.about().substring(0, OrderNumber.LENGTH);
    }
}
