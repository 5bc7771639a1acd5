package io.hongbao.reconcile.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people: one line an invariant, its figures, then what is wrong. */
public final class TextReport {

    /** Rows shown for each invariant; the JSON form has more. */
    private static final int ROWS_SHOWN = 20;

    private TextReport() {}

    public static String of(Report report) {
        var lines = new ArrayList<String>();
        for (InvariantResult answer : report.answers()) {
            lines.add(headline(answer));
            if (!answer.note().isEmpty()) {
                lines.add("       note: " + answer.note());
            }
            answer.figures().forEach((name, value) -> lines.add(figure(name, value)));
            rows(answer, lines);
        }
        lines.add(verdict(report));
        return String.join(System.lineSeparator(), lines);
    }

    private static String headline(InvariantResult answer) {
        return String.format(
                Locale.ROOT,
                "%d  %-4s %s",
                answer.invariant().number(),
                switch (answer.verdict()) {
                    case YES -> "yes";
                    case NO -> "NO";
                    case NOT_CHECKED -> "--";
                },
                answer.invariant().rule());
    }

    private static String figure(String name, long value) {
        return String.format(Locale.ROOT, "       %-44s %,20d", name, value);
    }

    private static void rows(InvariantResult answer, List<String> lines) {
        answer.discrepancies().stream()
                .limit(ROWS_SHOWN)
                .map(row ->
                        String.format(
                                Locale.ROOT,
                                "       ! %s: %s in %s (%s)%s",
                                row.kind(),
                                row.subject(),
                                row.place(),
                                row.found(),
                                row.late() ? " [late]" : ""))
                .forEach(lines::add);
        long hidden = answer.discrepancyCount() - ROWS_SHOWN;
        if (hidden > 0) {
            lines.add(String.format(Locale.ROOT, "       ! and %,d more", hidden));
        }
    }

    private static String verdict(Report report) {
        List<InvariantResult> checked =
                report.answers().stream()
                        .filter(answer -> answer.verdict() != InvariantVerdict.NOT_CHECKED)
                        .toList();
        long holding =
                checked.stream().filter(answer -> answer.verdict() == InvariantVerdict.YES).count();
        String invariants =
                holding == checked.size()
                        ? "all " + holding + " invariants that were checked hold"
                        : holding + " of " + checked.size() + " invariants hold";
        String others =
                report.answers().stream()
                        .filter(answer -> answer.verdict() == InvariantVerdict.NOT_CHECKED)
                        .map(answer -> Integer.toString(answer.invariant().number()))
                        .collect(Collectors.joining(", "));
        return (report.clean()
                        ? "clean: "
                        : String.format(
                                Locale.ROOT, "%,d discrepancies: ", report.discrepancyCount()))
                + invariants
                + (others.isEmpty() ? "" : "; not checked: " + others);
    }
}
