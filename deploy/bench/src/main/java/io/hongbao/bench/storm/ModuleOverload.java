package io.hongbao.bench.storm;

import io.hongbao.bench.load.Arrivals;
import io.hongbao.bench.load.Hold;
import io.hongbao.bench.traffic.UserCall;
import io.hongbao.local.suite.LocalSuite;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Slows each module of a running suite in turn, under all that users call. */
final class ModuleOverload {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int WARM_UP_CONNECTIONS = 16;

    /** Of which packets are prepared for the warm-up, too many. */
    private static final double WARM_UP_RATE_MAX = 6_000;

    private final LocalSuite suite;
    private final double rate;
    private final Consumer<String> say;

    /**
     * Nothing happens yet.
     *
     * @param rate calls a second of all kinds together
     */
    ModuleOverload(LocalSuite suite, double rate, Consumer<String> say) {
        this.suite = suite;
        this.rate = rate;
        this.say = say;
    }

    /** What came of each kind of call, and whether every fen is where it belongs. */
    record Outcome(Map<UserCall, CallSeries> calls, boolean moneyClean) {}

    Outcome run(Clock clock, RandomGenerator random) {
        try (var loops = new OpenLoops(suite, clock, random);
                var modules = new SlowModules(suite)) {
            say.accept("preparing users, money and packets");
            Duration window = SlowModule.window();
            loops.prepare(WARM_UP_RATE_MAX * WARM_UP.toSeconds() + rate * window.toSeconds());
            loops.peak(WARM_UP_CONNECTIONS, WARM_UP);
            loops.awaitQuiet();
            var interrupt = new Thread(modules::heal);
            Runtime.getRuntime().addShutdownHook(interrupt);
            Map<UserCall, CallSeries> calls =
                    loops.run(Arrivals.at(rate, window), () -> slowInTurn(modules));
            Runtime.getRuntime().removeShutdownHook(interrupt);
            loops.awaitQuiet();
            say.accept("checking that every fen is where it belongs");
            return new Outcome(calls, loops.moneyClean());
        }
    }

    private void slowInTurn(SlowModules modules) {
        long start = System.nanoTime();
        for (SlowModule module : SlowModule.values()) {
            Span slow = module.slow();
            Hold.until(start, Duration.ofSeconds(slow.from()));
            say.accept(module.done());
            try {
                modules.slow(module);
                Hold.until(start, Duration.ofSeconds(slow.to()));
            } finally {
                modules.heal();
            }
        }
    }
}
