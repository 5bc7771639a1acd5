package io.hongbao.bench.run;

import io.hongbao.bench.check.Databases;
import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.profile.Profiler;
import io.hongbao.bench.profile.RecordProcesses;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.Window;
import io.hongbao.bench.run.FigureSubject.Calls;
import io.hongbao.bench.run.FigureSubject.Hello;
import io.hongbao.bench.run.FigureSubject.Naive;
import io.hongbao.bench.run.MeasureFigure.Instruments;
import io.hongbao.bench.run.MeasureFigure.Yardsticks;
import io.hongbao.bench.run.RunUsers.Group;
import io.hongbao.bench.run.ScenarioRun.Connections;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Via;
import io.hongbao.bench.watch.Processes;
import io.hongbao.bench.yardstick.HelloServer;
import io.hongbao.bench.yardstick.NaiveOpens;
import io.hongbao.local.suite.LocalSuite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/** One run against a suite that is up, from the first top-up to the last check. */
public final class Bench {

    private static final String NAIVE_SERVER = "set-000";

    private final LocalSuite suite;
    private final BenchSettings settings;
    private final Clock clock;
    private final SplittableGenerator random;
    private final Consumer<String> say;

    public Bench(
            LocalSuite suite,
            BenchSettings settings,
            Clock clock,
            SplittableGenerator random,
            Consumer<String> say) {
        this.suite = suite;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.say = say;
    }

    /**
     * Throws when there is nothing to measure: databases that lose commits, a suite that is down.
     */
    public RunResult run() {
        Instant now = clock.instant();
        new Databases(suite).requireDurable();
        var guests = new RunUsers(suite.settings().project(), clock, random);
        Group group = guests.group(settings.users(), settings.batch());
        List<FigureSubject> subjects = subjects();
        var windows = new ArrayList<Window>();
        var openLoop = new ArrayList<Window>();
        try (var generator = new LoadGenerator()) {
            Instruments instruments = Instruments.on(suite, generator);
            try (HelloServer hello = hello(instruments.processes());
                    NaiveOpens naive = naive(subjects);
                    Profiler profiler = profiler(instruments.processes())) {
                var stage = new ScenarioRun(instruments, group, connections());
                var measure =
                        new MeasureFigure(
                                stage, instruments, connections(), new Yardsticks(hello, naive));
                stage.topUp();
                measureAll(subjects, measure, profiler, windows, openLoop);
                profiler.summarize().forEach(say);
            }
        }
        say.accept("checking that every fen is where it belongs");
        Outcome outcome = guests.check(suite);
        return new RunResult(now, described(), windows, openLoop, outcome);
    }

    private Connections connections() {
        return new Connections(settings.connections(), settings.directConnections());
    }

    private void measureAll(
            List<FigureSubject> subjects,
            MeasureFigure measure,
            Profiler profiler,
            List<Window> windows,
            List<Window> openLoop) {
        if (settings.warmUp().isPositive()) {
            for (FigureSubject subject : subjects) {
                say("warm-up", measure.peak(subject, settings.warmUp()));
            }
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            Profiler ofRound = round == settings.rounds() ? profiler : Profiler.NONE;
            for (FigureSubject subject : subjects) {
                Window window = measure.peak(subject, settings.window(), ofRound);
                say("round " + round, window);
                windows.add(window);
            }
        }
        if (settings.latencyRate() > 0) {
            halfPeak(subjects, windows, measure, openLoop);
            fixedRate(subjects, measure, openLoop);
        }
    }

    /** In this order in every round, so that figures which are compared are close in time. */
    private List<FigureSubject> subjects() {
        var subjects = new ArrayList<FigureSubject>();
        if (settings.yardsticks()) {
            subjects.add(new Hello());
            if (settings.scenarios().contains(Scenario.OPEN_MANY)) {
                subjects.add(new Naive(false));
            }
            if (settings.scenarios().contains(Scenario.OPEN_HOT)) {
                subjects.add(new Naive(true));
            }
        }
        for (Scenario scenario : settings.scenarios()) {
            for (Via via : settings.ways()) {
                if (via == Via.GATEWAY || scenario.direct()) {
                    subjects.add(new Calls(scenario, via));
                }
            }
        }
        return subjects;
    }

    private Profiler profiler(Processes processes) {
        Path directory = settings.profile();
        return directory == null ? Profiler.NONE : new RecordProcesses(directory, processes::pids);
    }

    private @Nullable HelloServer hello(Processes processes) {
        if (!settings.yardsticks()) {
            return null;
        }
        HelloServer hello =
                HelloServer.start(
                        processes.jvmFlags("gateway"),
                        suite.settings().directory().resolve("logs/hello.log"));
        processes.add("hello", hello.pid());
        return hello;
    }

    private @Nullable NaiveOpens naive(List<FigureSubject> subjects) {
        return subjects.stream().anyMatch(Naive.class::isInstance)
                ? NaiveOpens.on(suite.database(NAIVE_SERVER), random)
                : null;
    }

    private void halfPeak(
            List<FigureSubject> subjects,
            List<Window> windows,
            MeasureFigure measure,
            List<Window> openLoop) {
        for (FigureSubject subject : subjects) {
            if (subject instanceof Calls calls && calls.via() == Via.GATEWAY) {
                double peak = RunResult.rate(windows, subject.figure()).median();
                if (peak > 1) {
                    Window window =
                            measure.at(peak / 2, calls, subject.figure(), settings.window());
                    say("half of the peak", window);
                    openLoop.add(window);
                }
            }
        }
    }

    /** Opens of many packets, as often as there are rounds: p99 differs much from time to time. */
    private void fixedRate(
            List<FigureSubject> subjects, MeasureFigure measure, List<Window> openLoop) {
        var opens = new Calls(Scenario.OPEN_MANY, Via.GATEWAY);
        if (subjects.contains(opens)) {
            int rate = settings.latencyRate();
            String figure = RunResult.at(rate, opens.figure());
            for (int round = 1; round <= settings.rounds(); round++) {
                Window window = measure.at(rate, opens, figure, settings.window());
                say("round " + round, window);
                openLoop.add(window);
            }
        }
    }

    private void say(String when, Window window) {
        say.accept(
                String.format(
                        Locale.ROOT,
                        "%-18s %-20s %,10.0f/s%s",
                        when,
                        window.figure(),
                        window.rate(),
                        window.failed() == 0 ? "" : "  failed: " + window.failures()));
    }

    private Map<String, String> described() {
        var described = new LinkedHashMap<String, String>();
        described.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        described.put("rounds", Integer.toString(settings.rounds()));
        described.put("window", settings.window().toString());
        described.put("connections", Integer.toString(settings.connections()));
        described.put(
                "direct",
                settings.directConnections()
                        + " connections, "
                        + settings.batch()
                        + " items a call");
        described.put("users", Integer.toString(settings.users()));
        return described;
    }
}
