package io.hongbao.bench.run;

import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.load.LoadGenerator.Press;
import io.hongbao.bench.load.Tally;
import io.hongbao.bench.profile.Profiler;
import io.hongbao.bench.report.Window;
import io.hongbao.bench.report.Window.Credits;
import io.hongbao.bench.report.Window.Latency;
import io.hongbao.bench.run.FigureSubject.Calls;
import io.hongbao.bench.run.FigureSubject.Hello;
import io.hongbao.bench.run.FigureSubject.Naive;
import io.hongbao.bench.run.ScenarioRun.Connections;
import io.hongbao.bench.watch.BatchSizes;
import io.hongbao.bench.watch.CostMeter;
import io.hongbao.bench.watch.Costs;
import io.hongbao.bench.watch.CpuTimes;
import io.hongbao.bench.watch.Pipeline;
import io.hongbao.bench.watch.Pipeline.Sample;
import io.hongbao.bench.watch.Processes;
import io.hongbao.bench.watch.Services;
import io.hongbao.bench.watch.Services.Batches;
import io.hongbao.bench.yardstick.HelloServer;
import io.hongbao.bench.yardstick.NaiveOpens;
import io.hongbao.local.suite.LocalSuite;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Measures one figure once. */
public final class MeasureFigure {

    /** Before a figure was measured for the first time. */
    private static final double RATE_EXPECTED = 3_000;

    /** More is prepared than the last window used: it may go better. */
    private static final double MARGIN = 1.4;

    private static final int NAIVE_PACKETS_AT_A_TIME = 200;
    private static final Duration QUIET_LIMIT = Duration.ofMinutes(2);

    private final ScenarioRun stage;
    private final Services services;
    private final Processes processes;
    private final CostMeter costMeter;
    private final LoadGenerator generator;
    private final Connections connections;
    private final @Nullable HelloServer hello;
    private final @Nullable NaiveOpens naive;
    private final Map<String, Double> lastRates = new HashMap<>();

    /** What it is measured with. */
    public record Instruments(
            Services services, Processes processes, CostMeter costMeter, LoadGenerator generator) {

        public static Instruments on(LocalSuite suite, LoadGenerator generator) {
            var processes = new Processes(suite);
            return new Instruments(
                    new Services(suite), processes, new CostMeter(suite, processes), generator);
        }
    }

    /** Null where they are not measured. */
    record Yardsticks(@Nullable HelloServer hello, @Nullable NaiveOpens naive) {

        static final Yardsticks NONE = new Yardsticks(null, null);
    }

    MeasureFigure(
            ScenarioRun stage,
            Instruments instruments,
            Connections connections,
            Yardsticks yardsticks) {
        this.stage = stage;
        this.connections = connections;
        services = instruments.services();
        processes = instruments.processes();
        costMeter = instruments.costMeter();
        generator = instruments.generator();
        hello = yardsticks.hello();
        naive = yardsticks.naive();
    }

    /** At the peak. */
    Window peak(FigureSubject subject, Duration window) {
        return peak(subject, window, Profiler.NONE);
    }

    /** The same, recorded. */
    Window peak(FigureSubject subject, Duration window, Profiler profiler) {
        return switch (subject) {
            case Hello _ -> hello(window, profiler);
            case Naive of -> naive(of, window, profiler);
            case Calls of ->
                    calls(
                            of,
                            of.figure(),
                            Press.peak(connections.of(of.scenario(), of.via()), window),
                            lastRates.getOrDefault(of.figure(), RATE_EXPECTED) * MARGIN,
                            profiler);
        };
    }

    /** At a rate, in an open loop; {@code figure} is what that is called. */
    Window at(double rate, Calls subject, String figure, Duration window) {
        return calls(
                subject,
                figure,
                Press.at(rate, 2 * connections.gateway(), window),
                rate,
                Profiler.NONE);
    }

    private Window hello(Duration window, Profiler profiler) {
        if (hello == null) {
            throw new IllegalStateException("must be started: hello");
        }
        profiler.start("hello");
        CpuTimes before = processes.cpu();
        Tally tally =
                generator.run(
                        List.of(hello.address()),
                        Press.peak(connections.gateway(), window),
                        HelloServer.calls());
        CpuTimes used = processes.cpu().since(before);
        profiler.stop();
        return window("hello", tally, used, After.NOTHING);
    }

    private Window naive(Naive subject, Duration window, Profiler profiler) {
        if (naive == null) {
            throw new IllegalStateException("must be started: naive");
        }
        double rate = lastRates.getOrDefault(subject.figure(), RATE_EXPECTED) * MARGIN;
        profiler.start(subject.figure());
        CpuTimes before = processes.cpu();
        NaiveOpens.Result result =
                naive.run(
                        subject.shares(),
                        subject.hot() ? 1 : NAIVE_PACKETS_AT_A_TIME,
                        (int) (rate * window.toNanos() / 1e9),
                        window);
        CpuTimes used = processes.cpu().since(before);
        profiler.stop();
        lastRates.put(subject.figure(), result.rate());
        return new Window(
                subject.figure(),
                result.rate(),
                result.opens(),
                Duration.ofNanos(result.nanos()),
                result.failures() == 0 ? Map.of() : Map.of("rolled back", result.failures()),
                null,
                List.of(),
                used.micros(),
                used.othersMicros(),
                Map.of(),
                Map.of(),
                null,
                null);
    }

    private Window calls(
            Calls subject, String figure, Press press, double expectedRate, Profiler profiler) {
        stage.prepare(subject.scenario(), (long) (expectedRate * press.window().toNanos() / 1e9));
        Pipeline.awaitQuiet(services, QUIET_LIMIT);
        profiler.start(figure);
        double creditsBefore = services.credits();
        Batches batchesBefore = services.batches();
        Map<String, Long> allocatedBefore = services.allocatedBytes();
        Costs costsBefore = costMeter.now();
        CpuTimes cpuBefore = processes.cpu();
        var following = new AtomicReference<@Nullable Pipeline>();
        Tally tally =
                stage.run(
                        subject.scenario(),
                        subject.via(),
                        press,
                        begun -> {
                            if (subject.scenario().opensOnly()) {
                                following.set(Pipeline.follow(services, begun, creditsBefore));
                            }
                        });
        CpuTimes used = processes.cpu().since(cpuBefore);
        Map<String, Long> allocated = since(allocatedBefore, services.allocatedBytes());
        Map<String, Integer> connections = costMeter.connections();
        Map<String, BatchSizes> batches = services.batches().since(batchesBefore);
        Credits credits = credits(following.get(), press.window());
        profiler.stop();
        Pipeline.awaitQuiet(services, QUIET_LIMIT);
        Costs costs = costMeter.now().since(costsBefore).withConnections(connections);
        lastRates.put(subject.figure(), tally.rate());
        return window(figure, tally, used, new After(allocated, batches, credits, costs));
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
        var since = new LinkedHashMap<String, Long>();
        now.forEach((jvm, bytes) ->
                since.put(jvm, Math.max(0, bytes - before.getOrDefault(jvm, bytes))));
        return since;
    }

    private static @Nullable Credits credits(@Nullable Pipeline pipeline, Duration window) {
        if (pipeline == null) {
            return null;
        }
        try (pipeline) {
            Sample end = pipeline.now();
            long drainStart = System.nanoTime();
            boolean drained = pipeline.awaitDrained(QUIET_LIMIT);
            long drainMs = (System.nanoTime() - drainStart) / 1_000_000;
            return new Credits(
                    (double) end.credited() / Math.max(1, end.acknowledged()),
                    end.credited() * 1e9 / window.toNanos(),
                    drained ? drainMs : -1,
                    pipeline.samples());
        }
    }

    /** What is known of calls, and not of yardsticks. */
    private record After(
            Map<String, Long> allocatedBytes,
            Map<String, BatchSizes> batches,
            @Nullable Credits credits,
            @Nullable Costs costs) {

        static final After NOTHING = new After(Map.of(), Map.of(), null, null);
    }

    private static Window window(String figure, Tally tally, CpuTimes used, After after) {
        return new Window(
                figure,
                tally.rate(),
                tally.acknowledgedSoFar(),
                tally.used(),
                tally.failures(),
                new Latency(
                        tally.latencyMs(50),
                        tally.latencyMs(90),
                        tally.latencyMs(99),
                        tally.latencyMs(99.9),
                        tally.latencyMsMax()),
                Arrays.stream(tally.rates()).boxed().toList(),
                used.micros(),
                used.othersMicros(),
                after.allocatedBytes(),
                after.batches(),
                after.credits(),
                after.costs());
    }
}
