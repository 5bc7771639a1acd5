package io.hongbao.local.watch;

import io.hongbao.catalogue.ForcedRate;
import io.hongbao.catalogue.Switch;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Asks services on their management ports what is switched off or forced. */
public final class SwitchClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private SwitchClient() {}

    /** Waits until all that run and know the switch have it so; whether they did. */
    public static boolean await(
            LocalSuite suite, Switch function, boolean off, SuiteProgress progress) {
        return await(
                suite,
                Map.of("hongbao.switch.off?tag=switch:" + function.name(), off ? 1.0 : 0.0),
                progress);
    }

    /** The same of the free rate of moments; empty: it follows the payments. */
    public static boolean awaitFreeRate(
            LocalSuite suite, Optional<ForcedRate> forced, SuiteProgress progress) {
        var wanted = new HashMap<String, Double>();
        wanted.put("hongbao.moments.free.rate.forced", forced.isPresent() ? 1.0 : 0.0);
        forced.ifPresent(it -> wanted.put("hongbao.moments.free.rate", it.partsPerMillion() / 1e6));
        return await(suite, wanted, progress);
    }

    /** Waits until all that run and know these gauges show these values. */
    private static boolean await(
            LocalSuite suite, Map<String, Double> wanted, SuiteProgress progress) {
        List<URI> services = services(suite);
        if (services.isEmpty()) {
            progress.say("nothing runs; the next start takes it up");
            return true;
        }
        long start = System.nanoTime();
        try (var client = new ActuatorClient()) {
            while (!services.stream().allMatch(at -> shows(client, at, wanted))) {
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    progress.say("not every instance has taken it up within 30 s");
                    return false;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        progress.say(
                String.format(
                        Locale.ROOT,
                        "taken up within %.1f s by all instances",
                        (System.nanoTime() - start) / 1e9));
        return true;
    }

    private static boolean shows(ActuatorClient client, URI at, Map<String, Double> wanted) {
        return wanted.entrySet().stream()
                .allMatch(gauge ->
                        client.gauge(at, gauge.getKey())
                                .map(gauge.getValue()::equals)
                                .orElse(true));
    }

    private static List<URI> services(LocalSuite suite) {
        var running = new ArrayList<>(suite.managementOfConsumers());
        if (suite.part("gateway").running().isPresent()) {
            running.add(suite.managementOfGateway());
        }
        return running;
    }
}
