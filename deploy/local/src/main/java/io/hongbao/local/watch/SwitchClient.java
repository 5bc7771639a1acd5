package io.hongbao.local.watch;

import io.hongbao.catalogue.Switch;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Asks services on their management ports what is switched off. */
public final class SwitchClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private SwitchClient() {}

    /** Waits until all that run and know the switch have it so; whether they did. */
    public static boolean await(
            LocalSuite suite, Switch function, boolean off, SuiteProgress progress) {
        List<URI> services = services(suite);
        if (services.isEmpty()) {
            progress.say("nothing runs; the next start takes it up");
            return true;
        }
        String gauge = "hongbao.switch.off?tag=switch:" + function.name();
        double wanted = off ? 1 : 0;
        long start = System.nanoTime();
        try (var client = new ActuatorClient()) {
            while (!services.stream()
                    .allMatch(at -> client.gauge(at, gauge).orElse(wanted) == wanted)) {
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

    private static List<URI> services(LocalSuite suite) {
        var running = new ArrayList<>(suite.managementOfConsumers());
        if (suite.part("gateway").running().isPresent()) {
            running.add(suite.managementOfGateway());
        }
        return running;
    }
}
