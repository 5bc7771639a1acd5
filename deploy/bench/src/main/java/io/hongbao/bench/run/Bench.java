package io.hongbao.bench.run;

import io.hongbao.bench.check.Databases;
import io.hongbao.bench.check.RunCheck;
import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.check.Told;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.LocalKeys;
import io.hongbao.bench.crowd.Stock;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.Window;
import io.hongbao.bench.run.Subject.Calls;
import io.hongbao.bench.run.Subject.Hello;
import io.hongbao.bench.run.Subject.Naive;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Traffic;
import io.hongbao.bench.traffic.Via;
import io.hongbao.bench.watch.Processes;
import io.hongbao.bench.watch.Services;
import io.hongbao.bench.yardstick.HelloServer;
import io.hongbao.bench.yardstick.NaiveOpens;
import io.hongbao.local.suite.LocalSuite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/** One run against a suite that is up, from the first top-up to the last check. */
public final class Bench {

    /** Longer than a run. */
    private static final Duration TOKENS_LAST = Duration.ofHours(6);

    /** No two runs begin within the same second, and none has so many users. */
    private static final long USERS_A_SECOND = 100_000;

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);
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
        var databases = new Databases(suite);
        databases.requireDurable();
        LocalKeys keys = LocalKeys.read(suite.settings().project());
        Instant until = now.plus(TOKENS_LAST);
        var crowd = new Crowd(now.getEpochSecond() * USERS_A_SECOND, settings.users(), keys, until);
        var stock = new Stock();
        var told = new Told(now);
        var traffic =
                new Traffic(crowd, stock, told, keys.tickets(), until, random, settings.batch());
        List<Subject> subjects = subjects();
        var services = new Services(suite);
        var processes = new Processes(suite);
        var windows = new ArrayList<Window>();
        var halfPeak = new ArrayList<Window>();
        try (var generator = new LoadGenerator();
                HelloServer hello = hello(processes);
                NaiveOpens naive = naive(subjects)) {
            var stage = new Stage(generator, services, traffic, stock, settings);
            var measure =
                    new Measure(
                            stage,
                            services,
                            processes,
                            generator,
                            settings.connections(),
                            hello,
                            naive);
            stage.topUp();
            for (Subject subject : subjects) {
                say("warm-up", measure.peak(subject, settings.warmUp()));
            }
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Subject subject : subjects) {
                    Window window = measure.peak(subject, settings.window());
                    say("round " + round, window);
                    windows.add(window);
                }
            }
            if (settings.halfPeak()) {
                halfPeak.addAll(halfPeak(subjects, windows, measure));
            }
        }
        say.accept("checking that every fen is where it belongs");
        Outcome outcome =
                new RunCheck(suite, databases)
                        .check(told, crowd.first(), crowd.last(), SETTLE_LIMIT);
        return new RunResult(now, described(), windows, halfPeak, outcome);
    }

    /** In this order in every round, so that figures which are compared are close in time. */
    private List<Subject> subjects() {
        var subjects = new ArrayList<Subject>();
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
                if (via == Via.GATEWAY || scenario != Scenario.MIX) {
                    subjects.add(new Calls(scenario, via));
                }
            }
        }
        return subjects;
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

    private @Nullable NaiveOpens naive(List<Subject> subjects) {
        return subjects.stream().anyMatch(Naive.class::isInstance)
                ? NaiveOpens.on(suite.database(NAIVE_SERVER), random)
                : null;
    }

    private List<Window> halfPeak(List<Subject> subjects, List<Window> windows, Measure measure) {
        var measured = new ArrayList<Window>();
        for (Subject subject : subjects) {
            if (subject instanceof Calls calls && calls.via() == Via.GATEWAY) {
                double peak = RunResult.rate(windows, subject.figure()).median();
                if (peak > 1) {
                    Window window = measure.at(peak / 2, calls, settings.window());
                    say("half of the peak", window);
                    measured.add(window);
                }
            }
        }
        return measured;
    }

    private void say(String when, Window window) {
        say.accept(
                "%-18s %-20s %,10.0f/s%s"
                        .formatted(
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
                "%d connections, %d items a call"
                        .formatted(settings.directConnections(), settings.batch()));
        described.put("users", Integer.toString(settings.users()));
        return described;
    }
}
