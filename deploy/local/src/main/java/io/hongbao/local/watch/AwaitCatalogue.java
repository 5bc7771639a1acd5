package io.hongbao.local.watch;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits until every packet-service has seen a change of the catalogue, and says when. */
public final class AwaitCatalogue {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final LocalSuite suite;
    private final SuiteProgress progress;

    public AwaitCatalogue(LocalSuite suite, SuiteProgress progress) {
        this.suite = suite;
        this.progress = progress;
    }

    /** A SET is served, with this weight. */
    public boolean served(SetId id, int weight) {
        return await(
                "SET " + id,
                seen ->
                        seen.weighs(id, weight)
                                && seen.find(id).filter(SetReport::open).isPresent());
    }

    /** A SET has this weight. */
    public boolean weighed(SetId id, int weight) {
        return await("the weight", seen -> seen.weighs(id, weight));
    }

    /** A SET is no longer known. */
    public boolean gone(SetId id) {
        return await("the removal", seen -> !seen.has(id));
    }

    /** Whether all running instances said so in time. */
    private boolean await(String what, Predicate<SetsReport> taken) {
        List<InstanceName> running =
                suite.instances(InstanceName.PACKET).stream()
                        .filter(name -> suite.part(name.toString()).running().isPresent())
                        .toList();
        if (running.isEmpty()) {
            progress.say("no packet-service runs; the next start takes it up");
        }
        boolean all = true;
        try (var endpoint = new SetsClient(suite)) {
            long start = System.nanoTime();
            for (InstanceName instance : running) {
                all &= await(instance, what, () -> endpoint.of(instance).filter(taken), start);
            }
        }
        return all;
    }

    /** Asks one instance once. */
    private interface Question {
        Optional<SetsReport> ask();
    }

    private boolean await(InstanceName instance, String what, Question question, long start) {
        while (question.ask().isEmpty()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                progress.say(
                        String.format(
                                Locale.ROOT,
                                "%s has not taken up %s within %d s; see deploy/hongbao logs %s",
                                instance,
                                what,
                                LIMIT.toSeconds(),
                                instance));
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        progress.say(
                String.format(
                        Locale.ROOT,
                        "%s took up %s within %.1f s",
                        instance,
                        what,
                        (System.nanoTime() - start) / 1e9));
        return true;
    }
}
