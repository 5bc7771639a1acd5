package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.KindCount;
import io.hongbao.reconcile.kind.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report as a file for the textfile collector of Prometheus' node exporter. */
public final class PrometheusText {

    private PrometheusText() {}

    /** Writes the figures of the last run, in place of those before. */
    public static void write(Path file, DayReport report) {
        ReportFiles.replace(file, of(report));
    }

    static String of(DayReport report) {
        var text = new StringBuilder();
        gauge(
                text,
                "hongbao_reconcile_end_seconds",
                "When the last run ended, in seconds since 1970.",
                report.endedAt().getEpochSecond());
        gauge(
                text,
                "hongbao_reconcile_day_seconds",
                "The day that it was about: its beginning in UTC, in seconds since 1970.",
                report.date().toEpochDay() * Duration.ofDays(1).toSeconds());
        gauge(
                text,
                "hongbao_reconcile_duration_seconds",
                "How long it took.",
                Duration.between(report.startedAt(), report.endedAt()).toSeconds());
        gauge(
                text,
                "hongbao_reconcile_clean",
                "1 when all was checked and nothing is left.",
                report.clean() ? 1 : 0);
        gauge(
                text,
                "hongbao_reconcile_not_checked",
                "How many things could not be checked.",
                report.notChecked().size());
        gauge(
                text,
                "hongbao_reconcile_escrow_fen",
                "Fen in escrow for the compared packets.",
                report.escrow().escrowFen());
        gauge(
                text,
                "hongbao_reconcile_escrow_unexplained_fen",
                "Of which nobody knows where they are.",
                report.escrow().unexplainedFen());
        kinds(
                text,
                report,
                "left",
                "Discrepancies that are left.",
                it -> it.count() - it.repaired());
        kinds(text, report, "repaired", "Discrepancies that were repaired.", KindCount::repaired);
        kinds(text, report, "fen", "Fen in question.", KindCount::fen);
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        head(text, name, help);
        text.append("%s %d%n".formatted(name, value));
    }

    /** All kinds, so that one that is gone is 0 and not missing. */
    private static void kinds(
            StringBuilder text,
            DayReport report,
            String what,
            String help,
            Function<KindCount, Long> value) {
        String name = "hongbao_reconcile_discrepancies_" + what;
        Map<Kind, Long> values =
                report.kinds().stream().collect(Collectors.toMap(KindCount::kind, value));
        head(text, name, help);
        for (Kind kind : Kind.values()) {
            Long found = values.get(kind);
            text.append(
                    "%s{kind=\"%s\"} %d%n"
                            .formatted(
                                    name,
                                    kind.name().toLowerCase(Locale.ROOT),
                                    found == null ? 0L : found));
        }
    }

    private static void head(StringBuilder text, String name, String help) {
        text.append("# HELP %s %s%n# TYPE %1$s gauge%n".formatted(name, help));
    }
}
