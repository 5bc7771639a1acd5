package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.load.LoadCall.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a drill found, as one line of JSON for programs. Times in seconds are since the strike, or
 * the healing; null when it did not happen.
 */
record DrillLine(
        String drill,
        Instant at,
        List<PhaseLine> phases,
        Map<String, Long> errors,
        @Nullable Double firstHealedWrapSeconds,
        @Nullable Double breakerOpenedSeconds,
        @Nullable Double breakerClosedSeconds,
        double refusalP50Ms,
        double refusalP99Ms,
        @Nullable Double instanceMissedSeconds,
        boolean moneyClean,
        List<String> broken) {

    record PhaseLine(String phase, double seconds, List<CallsLine> calls) {}

    record CallsLine(
            String set, String call, int count, int ok, double p50Ms, double p99Ms, double maxMs) {}

    static String of(DrillResult result, Instant at) {
        long struck = result.phases().get(1).fromNanos();
        long healed = result.phases().getLast().fromNanos();
        var line =
                new DrillLine(
                        result.kind().toString(),
                        at,
                        result.phases().stream().map(phase -> phase(result, phase)).toList(),
                        result.errors(_ -> true),
                        result.firstHealedWrap().orElse(null),
                        result.observed().openedAfter(struck).orElse(null),
                        result.observed().closedAfter(healed).orElse(null),
                        result.refusals().p50Ms(),
                        result.refusals().p99Ms(),
                        result.observed().missedAfter(struck).orElse(null),
                        result.report().clean(),
                        result.broken());
        return JsonMapper.shared().writeValueAsString(line);
    }

    private static PhaseLine phase(DrillResult result, DrillPhase phase) {
        List<CallsLine> lines = new ArrayList<>();
        for (SetId set : result.sets()) {
            for (Kind kind : Kind.values()) {
                CallStatistics figures = CallStatistics.of(result.calls(phase, set, kind));
                lines.add(
                        new CallsLine(
                                set.toString(),
                                kind.name().toLowerCase(Locale.ROOT),
                                figures.count(),
                                figures.ok(),
                                figures.p50Ms(),
                                figures.p99Ms(),
                                figures.maxMs()));
            }
        }
        return new PhaseLine(phase.name(), phase.seconds(), lines);
    }
}
