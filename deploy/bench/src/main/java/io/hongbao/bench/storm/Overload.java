package io.hongbao.bench.storm;

import io.hongbao.bench.load.Arrivals;
import io.hongbao.bench.load.Arrivals.Step;
import io.hongbao.bench.load.Hold;
import io.hongbao.bench.load.Tally;
import io.hongbao.bench.storm.OverloadResult.HeapGrowth;
import io.hongbao.bench.storm.OverloadResult.OverloadPhases;
import io.hongbao.bench.traffic.UserCall;
import io.hongbao.bench.watch.CpuTimes;
import io.hongbao.bench.watch.ProcessMemory;
import io.hongbao.bench.watch.Processes;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Asks a running suite for three times what it can do. */
final class Overload {

    private static final double STORM = 3;
    private static final double HALF = 0.5;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** The peak is the best of these: too many who press at once are refused, and press again. */
    private static final List<Integer> CONNECTIONS = List.of(16, 32, 64, 128);

    private static final Duration PEAK = Duration.ofSeconds(4);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(15);

    /** Of which opens are prepared before the peak is known. */
    private static final double PEAK_MAX = 12_000;

    private static final String SERVICES = "gateway|(packet|pay)-service(-[0-9]+)?|ledger-consumer";
    private static final double MICROS = 1e6;

    private final LocalSuite suite;
    private final Duration storm;
    private final Consumer<String> say;
    private final Processes processes;

    /**
     * Nothing happens yet.
     *
     * @param storm how long, in whole seconds
     */
    Overload(LocalSuite suite, Duration storm, Consumer<String> say) {
        this.suite = suite;
        this.storm = storm;
        this.say = say;
        processes = new Processes(suite);
    }

    OverloadResult run(Clock clock, RandomGenerator random) {
        try (var loops = new OpenLoops(suite, clock, random)) {
            say.accept("preparing users, money and packets");
            loops.prepare(
                    PEAK_MAX * WARM_UP.plus(PEAK.multipliedBy(CONNECTIONS.size())).toSeconds());
            loops.peak(CONNECTIONS.get(1), WARM_UP);
            double peak = 0;
            for (int connections : CONNECTIONS) {
                Tally tally = loops.peak(connections, PEAK);
                say.accept(
                        String.format(
                                Locale.ROOT,
                                "%d connections: %,.0f calls/s; not answered well: %s",
                                connections,
                                tally.rate(),
                                tally.failures()));
                peak = Math.max(peak, tally.rate());
            }
            loops.prepare(
                    peak * (STORM * storm.toSeconds() + HALF * BEFORE.plus(AFTER).toSeconds()));
            loops.awaitQuiet();
            return storm(loops, peak);
        }
    }

    private OverloadResult storm(OpenLoops loops, double peak) {
        Map<String, Long> heapBefore = heap();
        say.accept(
                String.format(
                        Locale.ROOT,
                        "half of that, %.0f times that for %d s, half again",
                        STORM,
                        storm.toSeconds()));
        var arrivals =
                new Arrivals(
                        List.of(
                                new Step(HALF * peak, BEFORE),
                                new Step(STORM * peak, storm),
                                new Step(HALF * peak, AFTER)));
        var cpu = new TreeMap<String, Double>();
        Map<UserCall, CallSeries> series = loops.run(arrivals, () -> cpu.putAll(watchStorm()));
        loops.awaitQuiet();
        var heap = new LinkedHashMap<String, HeapGrowth>();
        heap().forEach((service, after) ->
                heap.put(service, new HeapGrowth(heapBefore.getOrDefault(service, after), after)));
        say.accept("checking that every fen is where it belongs");
        return new OverloadResult(
                peak,
                OverloadPhases.of(BEFORE, storm, AFTER),
                tiers(series),
                heap,
                cpu,
                loops.moneyClean());
    }

    static Map<Integer, CallSeries> tiers(Map<UserCall, CallSeries> series) {
        var byTier = new TreeMap<Integer, List<CallSeries>>();
        series.forEach(
                (call, of) -> byTier.computeIfAbsent(call.tier(), _ -> new ArrayList<>()).add(of));
        var tiers = new TreeMap<Integer, CallSeries>();
        byTier.forEach((tier, several) -> tiers.put(tier, CallSeries.of(several)));
        return tiers;
    }

    private Map<String, Double> watchStorm() {
        long start = System.nanoTime();
        Hold.until(start, BEFORE);
        CpuTimes before = processes.cpu();
        Hold.until(start, BEFORE.plus(storm));
        CpuTimes used = processes.cpu().since(before);
        var cores = new TreeMap<String, Double>();
        used.micros()
                .forEach((name, micros) -> cores.put(name, micros / MICROS / storm.toSeconds()));
        cores.put("others", used.othersMicros() / MICROS / storm.toSeconds());
        return cores;
    }

    private Map<String, Long> heap() {
        var heap = new LinkedHashMap<String, Long>();
        processes
                .pids()
                .forEach((name, pid) -> {
                    if (name.matches(SERVICES)) {
                        heap.put(name, heapBytes(pid));
                    }
                });
        return heap;
    }

    private static long heapBytes(long pid) {
        try {
            return ProcessMemory.of(pid).heapBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
