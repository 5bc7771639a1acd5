package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.load.Load;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.reconcile.report.Report;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One drill on a running suite: load, a fault, its healing, the end of the load, and then the
 * conservation check. Whatever happens, the fault is healed when this returns or throws.
 */
public final class Drill {

    private static final SetId VICTIM = new SetId(0);
    private static final Duration POLL = Duration.ofMillis(50);

    /** How much longer the load goes on until the breaker has closed. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(20);

    /** What is normal must not be that of programs that have just started. */
    private static final Duration WARM_UP_OF_MANY = Duration.ofSeconds(30);

    private final LocalSuite suite;
    private final DrillKind kind;
    private final DrillSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final SuiteProgress progress;
    private final Fault fault;

    private Drill(
            LocalSuite suite,
            DrillKind kind,
            DrillSettings settings,
            Clock clock,
            RandomGenerator random,
            SuiteProgress progress) {
        this.suite = suite;
        this.kind = kind;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
        fault =
                switch (kind) {
                    case SET_DOWN -> new SetFault(suite, VICTIM, false);
                    case SET_HANG -> new SetFault(suite, VICTIM, true);
                    case SET_ADD -> new NewSet(suite, suite.sets().nextFree(), progress);
                    case INSTANCE_KILL -> InstanceFault.last(suite, true);
                    case INSTANCE_STOP -> InstanceFault.last(suite, false);
                    case CAPACITY_LOST -> CapacityFault.of(suite);
                    case CHAIN_ALONE -> ChainAlone.of(suite);
                };
    }

    /** A drill with its time and chance. */
    public record DrillContext(Clock clock, RandomGenerator random, SuiteProgress progress) {}

    public static Drill of(
            LocalSuite suite, DrillKind kind, DrillSettings settings, DrillContext means) {
        return new Drill(suite, kind, settings, means.clock(), means.random(), means.progress());
    }

    public DrillResult run() {
        fault.prepare();
        Path history = MoneyCheck.historyFile(suite, kind.toString(), clock);
        progress.say("Preparing users, money and packets on every SET");
        Load load = Load.prepare(suite, settings.load(), history, clock, random);
        Phases phases;
        DrillObservations observed;
        try (var watch = new WatchSuite(suite)) {
            try (load) {
                watch.start(fault.deadSet());
                phases = underLoad(load, watch);
            }
            observed = watch.observed();
        }
        fault.tidy();
        progress.say("Checking that no money was lost or made");
        Report report = MoneyCheck.of(suite, history).checkSettled(settings.settle());
        return new DrillResult(
                kind,
                fault.deadSet(),
                fault.newSet(),
                phases.list(),
                load.calls(),
                observed,
                report);
    }

    /** Makes good what was broken; for who is interrupted. */
    public void heal() {
        fault.heal();
    }

    private record Phases(long start, long struck, long healing, long healed, long end) {

        List<DrillPhase> list() {
            return Stream.of(
                            new DrillPhase("before", start, struck),
                            new DrillPhase("during", struck, healing),
                            new DrillPhase("starting", healing, healed),
                            new DrillPhase("after", healed, end))
                    .filter(phase -> phase.seconds() > 0)
                    .toList();
        }
    }

    private Phases underLoad(Load load, WatchSuite watch) {
        load.start();
        progress.say("Users wrap, pay, grab and open");
        hold(fault.startsMany() ? WARM_UP_OF_MANY : settings.warmUp());
        long start = System.nanoTime();
        hold(settings.before());
        long struck = System.nanoTime();
        long healing;
        try {
            fault.strike();
            sayAt(start, fault.struck());
            fault.newSet().ifPresent(watch::alsoAt);
            hold(settings.during().minusNanos(System.nanoTime() - struck));
        } finally {
            healing = System.nanoTime();
            fault.heal();
        }
        long healed = System.nanoTime();
        sayAt(start, fault.healed());
        hold(settings.after());
        awaitClosed(watch, struck, healed);
        return new Phases(
                start, struck, fault.startsMany() ? healing : healed, healed, System.nanoTime());
    }

    private void awaitClosed(WatchSuite watch, long struck, long healed) {
        long deadline = System.nanoTime() + CLOSE_MAX.toNanos();
        while (watch.observed().openedAfter(struck).isPresent()
                && watch.observed().closedAfter(healed).isEmpty()
                && System.nanoTime() < deadline) {
            hold(POLL);
        }
    }

    private void sayAt(long startNanos, String what) {
        progress.say(
                String.format(
                        Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - startNanos) / 1e9, what));
    }

    private static void hold(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(Math.min(POLL.toNanos(), deadline - System.nanoTime()));
            if (Thread.currentThread().isInterrupted()) {
                throw new StartException("interrupted");
            }
        }
    }
}
