package io.hongbao.local.chaos;

import io.hongbao.reconcile.report.Report;
import io.hongbao.reconcile.report.TextReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What a drill of payments found. */
public record ChaosResult(List<ChaosEnd> ends, Report report) {

    /** What must not be; empty when all that must hold held. */
    public List<String> broken() {
        var broken =
                new ArrayList<>(
                        ends.stream()
                                .map(ChaosEnd::wrong)
                                .flatMap(wrong -> wrong.stream())
                                .toList());
        if (!report.clean()) {
            broken.add("money is not conserved");
        }
        return broken;
    }

    /** For people. */
    public List<String> page() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                row(
                        "payments while",
                        "made",
                        "at once",
                        "later",
                        "not paid",
                        "unclear",
                        "refunded",
                        "locked"));
        Map<String, List<ChaosEnd>> byPhase = new LinkedHashMap<>();
        ends.forEach(end -> byPhase.computeIfAbsent(end.phase(), _ -> new ArrayList<>()).add(end));
        byPhase.forEach((phase, some) -> lines.add(row(phase, some)));
        lines.add(row("all", ends));
        lines.add("");
        lines.add(
                "at once: told by the first call; later: told by a repeat, or seen when the bank had"
                        + " been heard; refunded, locked: attempts in the banks' books");
        TextReport.of(report).lines().forEach(lines::add);
        broken().forEach(each -> lines.add("BROKEN: " + each));
        lines.add(
                broken().isEmpty()
                        ? "every payment has a clear end that equals the banks' books"
                        : broken().size() + " things must not be");
        return lines;
    }

    private static String row(String phase, List<ChaosEnd> some) {
        return row(
                phase,
                String.valueOf(some.size()),
                count(some, end -> end.paid() && end.payment().answers().getFirst().ok()),
                count(some, end -> end.paid() && !end.payment().answers().getFirst().ok()),
                count(some, end -> !end.paid() && !end.state().equals("UNCLEAR")),
                count(some, end -> end.state().equals("UNCLEAR")),
                attempts(some, "REFUNDED"),
                attempts(some, "LOCKED"));
    }

    private static String count(List<ChaosEnd> some, Predicate<ChaosEnd> which) {
        return String.valueOf(some.stream().filter(which).count());
    }

    private static String attempts(List<ChaosEnd> some, String outcome) {
        return String.valueOf(
                some.stream()
                        .flatMap(end -> end.bankOutcomes().stream())
                        .filter(outcome::equals)
                        .count());
    }

    private static String row(String first, String... cells) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-46s", first));
        for (String cell : cells) {
            line.append(String.format(Locale.ROOT, " %8s", cell));
        }
        return line.toString();
    }
}
