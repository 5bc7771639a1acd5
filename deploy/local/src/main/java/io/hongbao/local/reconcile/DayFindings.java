package io.hongbao.local.reconcile;

import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedCase.Expected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The discrepancies of a report, read from its file as anybody would.
 *
 * @param outcomes of each, what became of it
 */
record DayFindings(Map<Expected, String> outcomes) {

    static DayFindings read(Path report) {
        try {
            JsonNode rows =
                    JsonMapper.shared().readTree(Files.readString(report)).at("/discrepancies");
            Map<Expected, String> outcomes = new HashMap<>();
            for (JsonNode row : rows) {
                outcomes.put(
                        new Expected(
                                row.at("/finding/kind").asString(),
                                row.at("/finding/subject").asString()),
                        row.at("/repaired").asString());
            }
            return new DayFindings(outcomes);
        } catch (IOException e) {
            throw new UncheckedIOException("no report: " + report, e);
        }
    }

    boolean hasAll(PlantedCase planted) {
        return outcomes.keySet().containsAll(planted.expected());
    }

    boolean hasNone(PlantedCase planted) {
        return planted.expected().stream().noneMatch(outcomes::containsKey);
    }

    /** What became of all discrepancies of this fault. */
    Set<String> outcomes(PlantedCase planted) {
        var all = new HashSet<String>();
        planted.expected()
                .forEach(each -> {
                    String outcome = outcomes.get(each);
                    all.add(outcome == null ? "not found" : outcome);
                });
        return all;
    }

    /** Discrepancies that nobody planted. */
    Set<Expected> besides(List<PlantedCase> planted) {
        var others = new HashSet<>(outcomes.keySet());
        planted.forEach(each -> others.removeAll(each.expected()));
        return others;
    }
}
