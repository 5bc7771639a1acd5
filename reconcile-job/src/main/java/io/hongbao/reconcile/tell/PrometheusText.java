package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.KindCount;
import io.hongbao.reconcile.kind.Kind;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A report as a file for the textfile collector of Prometheus' node exporter. */
public final class PrometheusText {

    private final MetricSnapshots.Builder figures = MetricSnapshots.builder();
    private final DayReport report;

    private PrometheusText(DayReport report) {
        this.report = report;
        gauge(
                "end_seconds",
                "When the last run ended, in seconds since 1970.",
                report.endedAt().getEpochSecond());
        gauge(
                "day_seconds",
                "The day that it was about: its beginning in UTC, in seconds since 1970.",
                report.date().toEpochDay() * Duration.ofDays(1).toSeconds());
        gauge(
                "duration_seconds",
                "How long it took.",
                Duration.between(report.startedAt(), report.endedAt()).toSeconds());
        gauge("clean", "1 when all was checked and nothing is left.", report.clean() ? 1 : 0);
        gauge("not_checked", "How many things could not be checked.", report.notChecked().size());
        gauge("escrow_fen", "Fen in escrow for the compared packets.", report.escrow().escrowFen());
        gauge(
                "escrow_unexplained_fen",
                "Of which nobody knows where they are.",
                report.escrow().unexplainedFen());
        kinds("left", "Discrepancies that are left.", it -> it.count() - it.repaired());
        kinds("repaired", "Discrepancies that were repaired.", KindCount::repaired);
        kinds("fen", "Fen in question.", KindCount::fen);
    }

    /** Writes the figures of the last run, in place of those before. */
    public static void write(Path file, DayReport report) {
        ReportFiles.replace(file, of(report));
    }

    static String of(DayReport report) {
        var text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create()
                    .write(text, new PrometheusText(report).figures.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private void gauge(String name, String help, long value) {
        figures.metricSnapshot(named(name, help).dataPoint(point(value, Labels.EMPTY)).build());
    }

    /** All kinds, so that one that is gone is 0 and not missing. */
    private void kinds(String what, String help, ToLongFunction<KindCount> value) {
        Map<Kind, Long> values =
                report.kinds().stream()
                        .collect(Collectors.toMap(KindCount::kind, value::applyAsLong));
        GaugeSnapshot.Builder gauge = named("discrepancies_" + what, help);
        for (Kind kind : Kind.values()) {
            var labels = Labels.of("kind", kind.name().toLowerCase(Locale.ROOT));
            gauge.dataPoint(point(values.getOrDefault(kind, 0L), labels));
        }
        figures.metricSnapshot(gauge.build());
    }

    private static GaugeSnapshot.Builder named(String name, String help) {
        return GaugeSnapshot.builder().name("hongbao_reconcile_" + name).help(help);
    }

    private static GaugeDataPointSnapshot point(long value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value((double) value).labels(labels).build();
    }
}
