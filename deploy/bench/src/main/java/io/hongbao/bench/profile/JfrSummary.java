package io.hongbao.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where a JVM spent its time, and who allocated what. */
final class JfrSummary {

    private static final String OURS = "io.hongbao.";

    /** More than a thread can allocate between two samples. */
    private static final long BYTES_MAX = 16 << 20;

    private final TopList running = new TopList("Samples of running methods, by method");
    private final TopList runningForOurs = new TopList("The same, by the nearest method of ours");
    private final TopList allocating = new TopList("Bytes allocated, by method");
    private final TopList allocatingForOurs =
            new TopList("The same, by the nearest method of ours");
    private final TopList allocated = new TopList("The same, by class of what is allocated");

    private final Set<Long> sampled = new HashSet<>();

    private JfrSummary() {}

    static List<String> of(Path file) throws IOException {
        var summary = new JfrSummary();
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                summary.add(events.readEvent());
            }
        }
        return summary.lines();
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> add(event, 1, running, runningForOurs);
            case "jdk.ObjectAllocationSample" -> addAllocation(event);
            default -> {
                // Of the recording itself.
            }
        }
    }

    /**
     * A sample stands for all that its thread allocated since the one before. The first of a thread
     * is left out: it has all from before the recording in it. Samples of virtual threads do not
     * tell their carrier; there the first is known by its size.
     */
    private void addAllocation(RecordedEvent event) {
        long bytes = event.getLong("weight");
        RecordedThread thread = event.getThread();
        boolean first = thread != null && !thread.isVirtual() && sampled.add(thread.getId());
        if (!first && bytes <= BYTES_MAX) {
            add(event, bytes, allocating, allocatingForOurs);
            allocated.add(event.getClass("objectClass").getName(), bytes);
        }
    }

    private static void add(RecordedEvent event, long weight, TopList all, TopList ours) {
        all.add(nearest(event, _ -> true), weight);
        ours.add(nearest(event, method -> method.startsWith(OURS)), weight);
    }

    private static String nearest(RecordedEvent event, Predicate<String> wanted) {
        return Optional.ofNullable(event.getStackTrace()).stream()
                .flatMap(stack -> stack.getFrames().stream())
                .map(JfrSummary::method)
                .filter(wanted)
                .findFirst()
                .orElse("(none)");
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (TopList top :
                List.of(running, runningForOurs, allocating, allocatingForOurs, allocated)) {
            lines.addAll(top.lines());
            lines.add("");
        }
        return lines;
    }
}
