package io.hongbao.local.queue;

import io.hongbao.reconcile.report.TextReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a queue drill found, as people read it. */
final class QueuePage {

    private final QueueResult result;
    private final List<String> lines = new ArrayList<>();

    private QueuePage(QueueResult result) {
        this.result = result;
    }

    static List<String> lines(QueueResult result) {
        var page = new QueuePage(result);
        page.points();
        page.figures();
        page.verdict();
        return page.lines;
    }

    private void points() {
        lines.add("");
        lines.add("  seconds  rate          events left   events/s  heap kept, MiB");
        for (QueuePoint point : result.points()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%9.1f  %-10s %,14d %,10.0f %15.1f",
                            point.seconds(),
                            point.limit(),
                            point.left(),
                            point.perSecond(),
                            point.heapMib()));
        }
    }

    private void figures() {
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "filled              %,d events in %.1f s, repeats of %,d different ones",
                        result.settings().events(),
                        result.fillSeconds(),
                        result.different()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "drained             %,.0f events/s under a rate of %,d, %,.0f without one",
                        result.limitedPerSecond(),
                        result.settings().rate(),
                        result.freePerSecond()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "repeats recognised  %,d; dead letters: %,d",
                        result.recognised(),
                        result.dead()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "calls of users      %,d; errors: %s",
                        result.calls().size(),
                        result.errors().isEmpty() ? "none" : result.errors()));
        lines.add("money               " + (result.report().clean() ? "clean" : "NOT CLEAN"));
        if (!result.report().clean()) {
            lines.addAll(TextReport.of(result.report()).lines().toList());
        }
    }

    private void verdict() {
        lines.add("");
        List<String> broken = result.broken();
        if (broken.isEmpty()) {
            lines.add("All that must hold held.");
        }
        broken.forEach(rule -> lines.add("BROKEN  " + rule));
    }
}
