package io.hongbao.reconcile.tell;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Discrepancy;
import io.hongbao.reconcile.day.DayReport.RepairState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A day's report for who answers for the money; {@code src/main/jte/day.jte} is the page. */
record DayPage(DayReport report) {

    private static final TemplateEngine PAGES =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    DayPage.class.getClassLoader(),
                    DayPage.class.getPackageName());

    static String of(DayReport report) {
        var page = new StringOutput(1 << 16);
        PAGES.render("day.jte", new DayPage(report), page);
        return page.toString();
    }

    /** A class of the page's style. */
    String colour() {
        return switch (report.verdict()) {
            case CLEAN -> "clean";
            case DISCREPANCIES -> "left";
            case NOT_ALL_CHECKED -> "part";
        };
    }

    String verdict() {
        return switch (report.verdict()) {
            case CLEAN -> "Every fen is where it belongs";
            case DISCREPANCIES -> "Discrepancies are left";
            case NOT_ALL_CHECKED -> "Nothing found, but not all could be checked";
        };
    }

    String days() {
        return report.packetDays().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    String seconds() {
        Duration took = Duration.between(report.startedAt(), report.endedAt());
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1e3);
    }

    /** For a person to decide. */
    List<Discrepancy> left() {
        return report.discrepancies().stream().filter(row -> !isRepaired(row)).toList();
    }

    List<Discrepancy> repaired() {
        return report.discrepancies().stream().filter(DayPage::isRepaired).toList();
    }

    private static boolean isRepaired(Discrepancy row) {
        return row.repaired() == RepairState.DONE || row.repaired() == RepairState.UNDER_WAY;
    }
}
