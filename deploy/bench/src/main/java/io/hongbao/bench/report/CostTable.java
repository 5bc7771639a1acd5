package io.hongbao.bench.report;

import io.hongbao.bench.watch.DatabaseCost;
import io.hongbao.bench.watch.ProcessRoles;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;

/** What one operation costs with all that came of it: a line for each figure. */
final class CostTable {

    private CostTable() {}

    /** Nothing when no figure has costs. */
    static void add(RunResult run, List<String> lines) {
        List<String> figures =
                run.figures().stream().filter(figure -> run.rounds(figure).hasCosts()).toList();
        if (figures.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("One operation with all that came of it, until nothing was under way");
        String columns =
                String.format(Locale.ROOT, "%10s %7s %11s", "statements", "commits", "redo bytes");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-20s %8s %30s %30s %10s",
                        "",
                        "CPU µs",
                        "SETs",
                        "wallets",
                        "bytes"));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-20s %8s %30s %30s %10s",
                        "",
                        "(suite)",
                        columns,
                        columns,
                        "sent"));
        for (String figure : figures) {
            Rounds rounds = run.rounds(figure);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-20s %8.1f %30s %30s %,10.0f",
                            figure,
                            suiteMicros(rounds),
                            databases(rounds, ProcessRoles.SETS),
                            databases(rounds, ProcessRoles.WALLETS),
                            rounds.loopbackBytesEach()));
        }
    }

    /** CPU of everything but the load generator. */
    static double suiteMicros(Rounds rounds) {
        return rounds.wholeCpuMicrosEach().entrySet().stream()
                .filter(role -> !role.getKey().equals(ProcessRoles.GENERATOR))
                .mapToDouble(Entry::getValue)
                .sum();
    }

    private static String databases(Rounds rounds, String role) {
        DatabaseCost cost = rounds.databases(role);
        return String.format(
                Locale.ROOT,
                "%10.2f %7.3f %,11.0f",
                rounds.each(cost.statements()),
                rounds.each(cost.commits()),
                rounds.each(cost.redoBytes()));
    }
}
