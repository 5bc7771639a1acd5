package io.hongbao.bench.report;

import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.Bars.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a suite that was down came to serve at its peak.
 *
 * @param settings of the run
 * @param upSeconds until {@code up} returned
 * @param firstPacketSeconds from the same instant until a packet that was wrapped and paid after it
 *     was opened
 * @param warmUp under load from then on
 * @param rates of that load, in parts of a quarter of a second
 * @param failures by reason
 */
public record StartResult(
        Instant at,
        Map<String, String> settings,
        double upSeconds,
        double firstPacketSeconds,
        WarmUpFigures warmUp,
        List<Double> rates,
        Map<String, Long> failures,
        Outcome check) {

    /** For people who look at a terminal. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT, "up returned after                      %8.1f s", upSeconds));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "first packet opened after              %8.1f s",
                        firstPacketSeconds));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "peak of opens under load from then on  %,8.0f /s",
                        warmUp.peak()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "seconds of load until 90 %% of it       %8.1f s",
                        warmUp.seconds()));
        if (!failures.isEmpty()) {
            lines.add("failed: " + failures);
        }
        TextTable.bars(List.of(bar()), lines);
        TextTable.check(check, lines);
        return lines;
    }

    Bar bar() {
        return new Bar(
                "up to the first opened packet, s",
                String.format(Locale.ROOT, "%.1f s", firstPacketSeconds),
                firstPacketSeconds,
                60,
                20,
                true);
    }
}
