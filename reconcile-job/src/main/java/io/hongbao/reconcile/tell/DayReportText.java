package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Discrepancy;
import io.hongbao.reconcile.day.DayReport.KindCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A day's report for a terminal. */
public final class DayReportText {

    /** Discrepancies shown; the files have all that were kept. */
    private static final int SHOWN = 40;

    private DayReportText() {}

    public static String of(DayReport report) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s, packets of %s, %.1f s",
                        report.date(),
                        report.packetDays(),
                        Duration.between(report.startedAt(), report.endedAt()).toMillis() / 1e3));
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-38s %12s %18s %12s %18s %9s %6s %9s",
                        "",
                        "causes",
                        "yuan",
                        "effects",
                        "yuan",
                        "buckets",
                        "read",
                        "in flight"));
        report.checks().forEach(check -> lines.add(check(check)));
        lines.add("");
        escrow(report, lines);
        report.consumers()
                .forEach(group ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "consumers %s were %,d events behind",
                                        group.group(),
                                        group.records())));
        report.notes().forEach(note -> lines.add("note: " + note));
        report.notChecked()
                .forEach(gap -> lines.add("not checked: " + gap.what() + " (" + gap.why() + ")"));
        kinds(report, lines);
        lines.add(verdict(report));
        return String.join(System.lineSeparator(), lines);
    }

    private static String check(Check check) {
        return String.format(
                Locale.ROOT,
                "%-38s %,12d %18s %,12d %18s %,9d %,6d %,9d",
                check.title(),
                check.causes().count(),
                Yuan.of(check.causes().fen()),
                check.effects().count(),
                Yuan.of(check.effects().fen()),
                check.buckets(),
                check.bucketsRead(),
                check.inFlight().count());
    }

    private static void escrow(DayReport report, List<String> lines) {
        var escrow = report.escrow();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "escrow %s = held %s + paid, not active %s + decided, not posted %s%s",
                        Yuan.of(escrow.escrowFen()),
                        Yuan.of(escrow.heldFen()),
                        Yuan.of(escrow.paidNotActiveFen()),
                        Yuan.of(escrow.decidedNotPostedFen()),
                        escrow.unexplainedFen() == 0
                                ? ""
                                : " + UNEXPLAINED " + Yuan.of(escrow.unexplainedFen())));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "change of %,d users %s",
                        report.balances().users(),
                        Yuan.of(report.balances().fen())));
    }

    private static void kinds(DayReport report, List<String> lines) {
        for (KindCount kind : report.kinds()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "! %-28s %,8d  %14s yuan  repaired %,d: %s",
                            kind.kind(),
                            kind.count(),
                            Yuan.of(kind.fen()),
                            kind.repaired(),
                            kind.title()));
        }
        report.discrepancies().stream().limit(SHOWN).map(DayReportText::row).forEach(lines::add);
        int hidden = report.discrepancies().size() - SHOWN;
        if (hidden > 0) {
            lines.add(String.format(Locale.ROOT, "  and %,d more", hidden));
        }
    }

    private static String row(Discrepancy row) {
        return String.format(
                Locale.ROOT,
                "  %s %s in %s: %s%s",
                row.finding().kind(),
                row.finding().subject(),
                row.finding().place(),
                row.finding().evidence(),
                row.note().isEmpty() ? "" : " [" + row.note() + "]");
    }

    private static String verdict(DayReport report) {
        return switch (report.verdict()) {
            case CLEAN -> "clean";
            case DISCREPANCIES -> "not clean: discrepancies are left";
            case NOT_ALL_CHECKED -> "not clean: not all could be checked";
        };
    }
}
