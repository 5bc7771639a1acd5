package io.hongbao.local.queue;

import io.hongbao.local.drill.MoneyCheck;
import io.hongbao.local.load.LoadCall;
import io.hongbao.reconcile.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a queue drill found.
 *
 * @param different how many different events there were; the others are repeats of them
 * @param fillSeconds how long it took to put them into the queue
 * @param limitedEvents applied between the order of the rate and the moment it was taken away
 * @param limitedSeconds between the two
 * @param points of the full queue, of the end of the rate, and from then on: at least two
 * @param recognised repeats that the group found out
 * @param dead letters that came to be
 */
public record QueueResult(
        QueueSettings settings,
        int different,
        double fillSeconds,
        long limitedEvents,
        double limitedSeconds,
        List<QueuePoint> points,
        long recognised,
        long dead,
        List<LoadCall> calls,
        Report report) {

    /** Of what is kept in the heap. */
    private static final double HEAP_GROWTH_MAX = 1.2;

    private static final double HEAP_SLACK_MIB = 8;

    /** Of the rate, beside the one second's worth that may come at once. */
    private static final double RATE_SLACK = 1.05;

    /** What had to hold and did not; empty when all did. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        errors().forEach(
                        (what, count) -> broken.add("no error: " + what + ", " + count + " times"));
        if (limitedEvents > settings.rate() * RATE_SLACK * (limitedSeconds + 1)) {
            broken.add(
                    String.format(
                            Locale.ROOT,
                            "the rate is kept: %,.0f instead of %,d a second",
                            limitedPerSecond(),
                            settings.rate()));
        }
        if (points.getLast().left() > 0) {
            broken.add("the queue is drained: " + points.getLast().left() + " left");
        }
        if (recognised < settings.events()) {
            broken.add("every event is looked at: " + recognised + " of " + settings.events());
        }
        if (dead > 0) {
            broken.add("no dead letter: " + dead);
        }
        double first = heapMin(points.subList(0, points.size() / 2));
        double last = heapMin(points.subList(points.size() / 2, points.size()));
        if (last > first * HEAP_GROWTH_MAX + HEAP_SLACK_MIB) {
            broken.add(
                    String.format(
                            Locale.ROOT, "memory is flat: %.1f MiB, then %.1f MiB", first, last));
        }
        broken.addAll(MoneyCheck.broken(report));
        return broken;
    }

    /** What records on their way add comes and goes; what is kept for each of them would stay. */
    private static double heapMin(List<QueuePoint> some) {
        return some.stream().mapToDouble(QueuePoint::heapMib).min().orElse(0);
    }

    /** Errors that users saw, by kind and answer, with how often. */
    Map<String, Long> errors() {
        return calls.stream()
                .filter(call -> !call.ok() && !call.notActiveYet())
                .collect(
                        Collectors.groupingBy(
                                call ->
                                        call.kind().name().toLowerCase(Locale.ROOT)
                                                + " "
                                                + call.outcome(),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /** Events a second while there was a rate; a busy machine applies fewer than it allows. */
    double limitedPerSecond() {
        return limitedEvents / Math.max(0.001, limitedSeconds);
    }

    /** Events a second once there was no rate. */
    double freePerSecond() {
        QueuePoint from = points.get(1);
        QueuePoint to = points.getLast();
        return (from.left() - to.left()) / Math.max(0.001, to.seconds() - from.seconds());
    }

    /** For people. */
    public List<String> page() {
        return QueuePage.lines(this);
    }

    /** For programs: one line of JSON. */
    public String line(Instant at) {
        return JsonMapper.shared()
                .writeValueAsString(
                        new QueueLine(
                                "queue",
                                at,
                                settings.events(),
                                different,
                                fillSeconds,
                                settings.rate(),
                                limitedPerSecond(),
                                freePerSecond(),
                                points,
                                report.clean(),
                                broken()));
    }

    private record QueueLine(
            String drill,
            Instant at,
            long events,
            int different,
            double fillSeconds,
            int rate,
            double limitedPerSecond,
            double freePerSecond,
            List<QueuePoint> points,
            boolean moneyClean,
            List<String> broken) {}
}
