package io.hongbao.reconcile.report;

import java.util.ArrayList;
import java.util.List;

/** A report for people: one line an invariant, its figures, then what is wrong. */
public final class TextReport {

    /** Rows shown for each invariant; the JSON form has more. */
    private static final int ROWS_SHOWN = 20;

    private TextReport() {}

    public static String of(Report report) {
        var lines = new ArrayList<String>();
        for (Answer answer : report.answers()) {
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

    private static String headline(Answer answer) {
        return "%d  %-4s %s"
                .formatted(
                        answer.invariant().number(),
                        switch (answer.verdict()) {
                            case YES -> "yes";
                            case NO -> "NO";
                            case NOT_CHECKED -> "--";
                        },
                        answer.invariant().rule());
    }

    private static String figure(String name, long value) {
        return "       %-44s %,20d".formatted(name, value);
    }

    private static void rows(Answer answer, List<String> lines) {
        answer.discrepancies().stream()
                .limit(ROWS_SHOWN)
                .map(row ->
                        "       ! %s: %s in %s (%s)%s"
                                .formatted(
                                        row.kind(),
                                        row.subject(),
                                        row.place(),
                                        row.found(),
                                        row.late() ? " [late]" : ""))
                .forEach(lines::add);
        long hidden = answer.discrepancyCount() - ROWS_SHOWN;
        if (hidden > 0) {
            lines.add("       ! and %,d more".formatted(hidden));
        }
    }

    private static String verdict(Report report) {
        long holding =
                report.answers().stream().filter(answer -> answer.verdict() == Verdict.YES).count();
        String checked = "%d of %d invariants hold".formatted(holding, report.answers().size());
        return report.clean()
                ? "clean: " + checked
                : "%,d discrepancies: %s".formatted(report.discrepancyCount(), checked);
    }
}
