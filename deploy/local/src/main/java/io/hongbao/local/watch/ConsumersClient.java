package io.hongbao.local.watch;

import io.hongbao.contracts.event.Topics;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** Asks services on their management ports how their consumer groups get on. */
public final class ConsumersClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String ROW = "%-20s %12s %14s";

    private final LocalSuite suite;
    private final ActuatorClient client = new ActuatorClient();

    public ConsumersClient(LocalSuite suite) {
        this.suite = suite;
    }

    public ConsumerReport of(String group) {
        String tag = "?tag=group:" + group;
        var rates = new ArrayList<Double>();
        double lag = 0;
        for (URI management : suite.managementOfConsumers()) {
            Optional<Double> rate = client.gauge(management, "hongbao.consumer.rate.limit" + tag);
            rate.ifPresent(rates::add);
            if (rate.isPresent()) {
                lag += client.gauge(management, "hongbao.consumer.lag" + tag).orElse(0.0);
            }
        }
        return new ConsumerReport(group, rates, (long) lag);
    }

    /** All groups, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "GROUP", "RECORDS/S", "LAG"));
        for (String group : Topics.GROUPS) {
            ConsumerReport report = of(group);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            ROW,
                            group,
                            report.rateInWords(),
                            report.consumed()
                                    ? String.format(Locale.ROOT, "%,d", report.lag())
                                    : "-"));
        }
        return lines;
    }

    /** Waits until every instance that consumes in the group has this rate; whether it did. */
    public boolean awaitRate(String group, OptionalInt rate, SuiteProgress progress) {
        long start = System.nanoTime();
        ConsumerReport report = of(group);
        if (!report.consumed()) {
            progress.say("nobody consumes " + group + " now; the next start takes it up");
            return true;
        }
        while (!report.has(rate)) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                progress.say(
                        String.format(
                                Locale.ROOT,
                                "not every instance has taken it up within %d s: %s",
                                LIMIT.toSeconds(),
                                report.rateInWords()));
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
            report = of(group);
        }
        progress.say(
                String.format(
                        Locale.ROOT,
                        "taken up within %.1f s by all instances",
                        (System.nanoTime() - start) / 1e9));
        return true;
    }

    @Override
    public void close() {
        client.close();
    }
}
