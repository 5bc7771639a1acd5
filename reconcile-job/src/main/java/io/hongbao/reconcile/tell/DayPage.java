package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Discrepancy;
import io.hongbao.reconcile.day.DayReport.KindCount;
import io.hongbao.reconcile.day.DayReport.Repaired;
import io.hongbao.reconcile.kind.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A day's report for who answers for the money: one page that needs nothing else, no script, no
 * style sheet, no network.
 */
final class DayPage {

    private static final String STYLE =
            """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 68em; margin: 2em auto; padding: 0 1em; color: #222; }
            h1 { font-size: 1.5em; margin-bottom: .2em; } h2 { font-size: 1.1em; margin: 2em 0 .4em; }
            p { margin: .2em 0 .6em; color: #555; } table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .3em .6em; border-bottom: 1px solid #e5e5e0; vertical-align: top; }
            th { font-weight: 600; color: #555; } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .verdict { display: inline-block; padding: .3em .8em; border-radius: .3em; color: #fff; font-weight: 600; }
            .clean { background: #2f8f46; } .left { background: #c23b22; } .part { background: #b9770e; }
            .tiles { display: flex; flex-wrap: wrap; gap: 1em; } .tile { flex: 1 1 11em; background: #f6f6f4; padding: .7em 1em; }
            .tile b { display: block; font-size: 1.25em; font-variant-numeric: tabular-nums; } .tile span { color: #555; }
            code { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
            svg { width: 100%; height: auto; } text { font: 11px system-ui, sans-serif; fill: #444; }
            """;

    private final DayReport report;
    private final StringBuilder page = new StringBuilder(1 << 16);

    private DayPage(DayReport report) {
        this.report = report;
    }

    static String of(DayReport report) {
        return new DayPage(report).page();
    }

    private String page() {
        page.append(
                        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Reconciled: ")
                .append(report.date())
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n");
        head();
        money();
        notChecked();
        kinds();
        rows("For a person to decide", row -> !repaired(row));
        rows("Repaired", DayPage::repaired);
        hours();
        checks();
        return page.append("</body></html>\n").toString();
    }

    private void head() {
        String days =
                report.packetDays().stream().map(String::valueOf).collect(Collectors.joining(", "));
        add(
                "<h1>%s</h1>\n<p><span class=\"verdict %s\">%s</span></p>\n",
                report.date(),
                switch (report.verdict()) {
                    case CLEAN -> "clean";
                    case DISCREPANCIES -> "left";
                    case NOT_ALL_CHECKED -> "part";
                },
                switch (report.verdict()) {
                    case CLEAN -> "Every fen is where it belongs";
                    case DISCREPANCIES -> "Discrepancies are left";
                    case NOT_ALL_CHECKED -> "Nothing found, but not all could be checked";
                });
        add(
                "<p>Packets numbered %s, as the databases were on %s; it took %.1f s. Amounts in yuan.</p>\n",
                days,
                report.startedAt(),
                Duration.between(report.startedAt(), report.endedAt()).toMillis() / 1e3);
    }

    private void money() {
        var escrow = report.escrow();
        add("<h2>Where the money is</h2>\n<div class=\"tiles\">\n");
        tile("paid for packets", escrow.paidFen());
        tile("credited to openers", escrow.creditedFen());
        tile("refunded to senders", escrow.refundedFen());
        tile("in escrow: the rest", escrow.escrowFen());
        add(
                "</div>\n<p>The escrow account holds what was paid and went neither to openers nor back:</p>\n");
        add("<div class=\"tiles\">\n");
        tile("held by active packets", escrow.heldFen());
        tile("paid, packet not active yet", escrow.paidNotActiveFen());
        tile("opened or refunded, not credited yet", escrow.decidedNotPostedFen());
        tile("unexplained", escrow.unexplainedFen());
        add("</div>\n<p>Change of all users:</p>\n<div class=\"tiles\">\n");
        tile("%,d users have".formatted(report.balances().users()), report.balances().fen());
        tile("the bank's statement of the day", report.bank().debitsFen());
        tile("card documents paid that day", report.bank().documentsFen());
        add("</div>\n");
    }

    private void tile(String what, long fen) {
        add("<div class=\"tile\"><b>%s</b><span>%s</span></div>\n", Yuan.of(fen), what);
    }

    private void notChecked() {
        if (report.notChecked().isEmpty() && report.notes().isEmpty()) {
            return;
        }
        add("<h2>Not checked</h2>\n<table>\n");
        report.notChecked()
                .forEach(gap -> add("<tr><td>%s</td><td>%s</td></tr>\n", gap.what(), gap.why()));
        report.notes().forEach(note -> add("<tr><td colspan=\"2\">%s</td></tr>\n", note));
        add("</table>\n");
    }

    private void kinds() {
        add("<h2>Discrepancies by kind</h2>\n");
        if (report.kinds().isEmpty()) {
            add("<p>None.</p>\n");
            return;
        }
        add(
                "<table>\n<tr><th>kind</th><th>what it means</th><th class=\"n\">number</th><th class=\"n\">yuan</th>"
                        + "<th class=\"n\">repaired</th><th class=\"n\">left</th></tr>\n");
        for (KindCount kind : report.kinds()) {
            add(
                    "<tr><td>%s</td><td>%s</td><td class=\"n\">%,d</td><td class=\"n\">%s</td>"
                            + "<td class=\"n\">%,d</td><td class=\"n\">%,d</td></tr>\n",
                    kind.title(),
                    kind.kind().meaning(),
                    kind.count(),
                    Yuan.of(kind.fen()),
                    kind.repaired(),
                    kind.count() - kind.repaired());
        }
        add("</table>\n");
    }

    private interface Which {
        boolean shown(Discrepancy row);
    }

    private static boolean repaired(Discrepancy row) {
        return row.repaired() == Repaired.DONE || row.repaired() == Repaired.UNDER_WAY;
    }

    private void rows(String title, Which which) {
        List<Discrepancy> rows = report.discrepancies().stream().filter(which::shown).toList();
        if (rows.isEmpty()) {
            return;
        }
        add(
                "<h2>%s</h2>\n<table>\n<tr><th>kind</th><th>about</th><th class=\"n\">yuan</th><th>evidence</th></tr>\n",
                title);
        for (Discrepancy row : rows) {
            Finding finding = row.finding();
            add(
                    "<tr><td>%s</td><td><code>%s</code><br>%s</td><td class=\"n\">%s</td><td><code>%s</code>%s</td></tr>\n",
                    finding.kind(),
                    finding.subject(),
                    finding.place(),
                    Yuan.of(finding.amountFen()),
                    finding.evidence(),
                    row.note().isEmpty() ? "" : " → " + row.note());
        }
        add("</table>\n");
    }

    private void hours() {
        add(
                "<h2>The day, hour by hour</h2>\n<p>When it was decided, by Asia/Shanghai; of the packets compared.</p>\n");
        page.append(HourChart.of(report.hours()));
    }

    private void checks() {
        add(
                "<h2>What was compared</h2>\n<table>\n<tr><th></th><th class=\"n\">first side</th><th class=\"n\">yuan</th>"
                        + "<th class=\"n\">second side</th><th class=\"n\">yuan</th><th class=\"n\">sums</th>"
                        + "<th class=\"n\">blocks read</th><th class=\"n\">under way</th></tr>\n");
        for (Check check : report.checks()) {
            add(
                    "<tr><td>%s</td><td class=\"n\">%,d</td><td class=\"n\">%s</td><td class=\"n\">%,d</td>"
                            + "<td class=\"n\">%s</td><td class=\"n\">%,d</td><td class=\"n\">%,d</td><td class=\"n\">%,d</td></tr>\n",
                    check.title(),
                    check.causes().count(),
                    Yuan.of(check.causes().fen()),
                    check.effects().count(),
                    Yuan.of(check.effects().fen()),
                    check.buckets(),
                    check.bucketsRead(),
                    check.inFlight().count());
        }
        add("</table>\n");
        report.consumers()
                .forEach(group ->
                        add(
                                "<p>Consumers %s were %,d events behind.</p>\n",
                                group.group(), group.records()));
    }

    /** Appends; what comes from the data is text, never markup. */
    private void add(String html, Object... values) {
        page.append(
                html.formatted(
                        Arrays.stream(values)
                                .map(value -> value instanceof Number ? value : escaped(value))
                                .toArray()));
    }

    static String escaped(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
