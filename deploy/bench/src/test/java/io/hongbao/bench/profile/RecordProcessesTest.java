package io.hongbao.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.bench.watch.Jcmd;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordProcessesTest {

    private static final long SELF = ProcessHandle.current().pid();
    private static final Duration BUSY = Duration.ofSeconds(2);

    @TempDir Path directory;

    private final AtomicLong result = new AtomicLong();
    private final AtomicReference<byte[]> kept = new AtomicReference<>();

    @Test
    void a_jvm_is_recorded_while_it_works_and_its_top_frames_are_named() throws IOException {
        try (var profiler = new RecordProcesses(directory, () -> Map.of("test", SELF))) {
            profiler.start("open-many direct");
            hashTexts();
            profiler.stop();
            profiler.summarize();
        }

        Path recording = directory.resolve("open-many-direct/test.jfr");
        assertThat(recording).isNotEmptyFile();
        String method = getClass().getName() + ".hashTexts";
        List<String> summary = Files.readAllLines(Path.of(recording + ".txt"));
        assertThat(firstOf(summary, "The same, by the nearest method of ours", 0)).endsWith(method);
        assertThat(firstOf(summary, "The same, by the nearest method of ours", 1)).endsWith(method);
        assertThat(firstOf(summary, "The same, by class", 0)).isNotBlank();
    }

    @Test
    void what_threads_allocated_before_the_recording_is_not_in_its_sum() throws Exception {
        int threads = 16;
        var barrier = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads);
                var profiler = new RecordProcesses(directory, () -> Map.of("test", SELF))) {
            pool.invokeAll(Collections.nCopies(threads, () -> allocate(12, barrier)));
            profiler.start("hello");
            pool.invokeAll(Collections.nCopies(threads, () -> allocate(4, barrier)));
            profiler.stop();
            profiler.summarize();
        }

        assertThat(allocatedBytes("hello")).isBetween(8L << 20, 96L << 20);
    }

    @Test
    void what_carriers_allocated_before_the_recording_is_not_in_its_sum() throws Exception {
        Thread.startVirtualThread(() -> allocate(512)).join();

        try (var profiler = new RecordProcesses(directory, () -> Map.of("test", SELF))) {
            profiler.start("hello");
            Thread.startVirtualThread(() -> allocate(64)).join();
            profiler.stop();
            profiler.summarize();
        }

        assertThat(allocatedBytes("hello")).isBetween(16L << 20, 128L << 20);
    }

    private long allocatedBytes(String figure) throws IOException {
        String sum =
                Files.readAllLines(directory.resolve(figure + "/test.jfr.txt")).stream()
                        .filter(line -> line.startsWith("Bytes allocated, by method: "))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(sum.replaceAll("[^0-9]", ""));
    }

    /** Together with others, so that each is in a thread of its own. */
    private boolean allocate(int mib, CyclicBarrier others) throws Exception {
        others.await();
        allocate(mib);
        return true;
    }

    private void allocate(int mib) {
        for (int i = 0; i < mib << 10; i++) {
            kept.set(new byte[1 << 10]);
        }
    }

    @Test
    void nothing_records_when_a_window_is_over_nor_after_one_that_was_broken_off()
            throws IOException {
        var profiler = new RecordProcesses(directory, () -> Map.of("test", SELF));

        profiler.start("hello");
        assertThat(Jcmd.run(SELF, "JFR.check")).contains("hongbao-bench");
        profiler.stop();
        assertThat(Jcmd.run(SELF, "JFR.check")).doesNotContain("hongbao-bench");

        profiler.start("hello");
        profiler.close();
        assertThat(Jcmd.run(SELF, "JFR.check")).doesNotContain("hongbao-bench");
        assertThat(
                        ProcessHandle.current()
                                .descendants()
                                .flatMap(child -> child.info().command().stream()))
                .noneMatch(command -> command.endsWith("/perf") || command.endsWith("/sleep"));
    }

    @Test
    void a_process_that_is_gone_stops_no_bench_and_is_said() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        var pids = new HashMap<>(Map.of("gone", gone.pid()));
        var profiler = new RecordProcesses(directory, () -> pids);

        profiler.start("hello");
        profiler.stop();

        assertThat(profiler.summarize())
                .anyMatch(line -> line.startsWith("not recorded:") && line.contains("perf"));
    }

    @Test
    void a_perf_that_is_not_installed_is_said() {
        var recording = new PerfRecording(SELF, directory.resolve("x"), "/nowhere/perf");

        assertThatThrownBy(recording::start).hasMessageContaining("apt install linux-perf");
    }

    @Test
    void a_perf_that_may_not_record_is_said_in_its_own_words() throws IOException {
        Path perf = directory.resolve("perf");
        Files.writeString(perf, "#!/bin/sh\necho 'No permission: perf_event_paranoid is 4'\n");
        assertThat(perf.toFile().setExecutable(true)).isTrue();
        var recording = new PerfRecording(SELF, directory.resolve("x.perf.data"), perf.toString());

        recording.start();
        Path log = directory.resolve("x.perf.data.log");
        Eventually.isTrue("it has said so", Duration.ofSeconds(10), () -> Files.size(log) > 0);

        assertThatThrownBy(recording::stop)
                .hasMessageContaining("x.perf.data: No permission: perf_event_paranoid is 4");
    }

    /** Behind a title that is there several times, the first line of the list. */
    private static String firstOf(List<String> summary, String title, int which) {
        List<Integer> titles =
                IntStream.range(0, summary.size())
                        .filter(at -> summary.get(at).startsWith(title))
                        .boxed()
                        .toList();
        return summary.get(titles.get(which) + 1);
    }

    private void hashTexts() {
        long end = System.nanoTime() + BUSY.toNanos();
        while (System.nanoTime() < end) {
            for (long i = 0; i < 10_000; i++) {
                result.addAndGet(("text " + i).hashCode());
            }
        }
    }
}
