package io.hongbao.local.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.tell.DayText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault is found, is called what it is, and nothing else is. */
class PlantedFaultsTest {

    @TempDir Path statements;

    @Test
    void every_planted_fault_is_found_and_rightly_named_and_nothing_else_is() {
        var day = new PlantedDay(statements);
        day.write(4_000);
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        List<Planted> planted = Arrays.stream(PlantedFault.values()).map(planter::plant).toList();
        Map<String, List<String>> before = day.rows();

        DayReport report = day.reconcile();

        assertThat(found(report))
                .as(DayText.of(report))
                .containsExactlyElementsOf(expected(planted));
        assertThat(day.rows()).as("a run without repairs changes nothing").isEqualTo(before);
    }

    private static List<String> found(DayReport report) {
        return report.discrepancies().stream()
                .map(row -> row.finding().kind() + " " + row.finding().subject())
                .sorted()
                .toList();
    }

    private static List<String> expected(List<Planted> planted) {
        var all = new ArrayList<String>();
        for (Planted each : planted) {
            each.expected().forEach(it -> all.add(it.kind() + " " + it.subject()));
        }
        all.sort(String::compareTo);
        return all;
    }
}
