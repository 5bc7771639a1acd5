package io.hongbao.bench.run;

import io.hongbao.bench.report.GrowthResult.Shape;
import io.hongbao.bench.watch.Services;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.local.watch.AwaitCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Gives a running suite another number of SETs and instances, as an operator does. */
final class ScaleSuite {

    private static final int WEIGHT = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final LocalSuite suite;
    private final SuiteProgress progress;
    private final Map<SetId, Integer> weightsBefore = new HashMap<>();
    private final List<InstanceName> instancesBefore;

    ScaleSuite(LocalSuite suite, Consumer<String> say) {
        this.suite = suite;
        progress = say::accept;
        suite.sets().all().forEach(set -> weightsBefore.put(set.id(), set.weight()));
        instancesBefore = suite.instances(InstanceName.PACKET);
    }

    /** Returns when every service has taken it up. */
    void to(Shape shape) {
        for (int number = 0; number < shape.sets(); number++) {
            weigh(new SetId(number), WEIGHT);
        }
        for (SetEntry set : suite.sets().all()) {
            if (set.id().number() >= shape.sets()) {
                weigh(set.id(), 0);
            }
        }
        for (int number = 1; number <= shape.instances(); number++) {
            start(new InstanceName(InstanceName.PACKET, number));
        }
        for (InstanceName instance : suite.instances(InstanceName.PACKET)) {
            if (instance.number() > shape.instances()) {
                suite.stop(instance.toString());
            }
        }
        awaitCalled(shape.instances());
    }

    /** As it was; SETs that were added stay, drained. */
    void back() {
        // First what takes packets, then what does not: never is there no SET.
        weightsBefore.entrySet().stream()
                .sorted(Map.Entry.<SetId, Integer>comparingByValue().reversed())
                .forEach(set -> weigh(set.getKey(), set.getValue()));
        for (SetEntry set : suite.sets().all()) {
            if (!weightsBefore.containsKey(set.id())) {
                weigh(set.id(), 0);
            }
        }
        for (InstanceName instance : suite.instances(InstanceName.PACKET)) {
            if (!instancesBefore.contains(instance)) {
                suite.stop(instance.toString());
            }
        }
    }

    private void weigh(SetId id, int weight) {
        List<SetEntry> found =
                suite.sets().all().stream().filter(set -> set.id().equals(id)).toList();
        var uptake = new AwaitCatalogue(suite, progress);
        boolean taken = true;
        if (found.isEmpty()) {
            suite.sets().add(id, weight);
            taken = uptake.served(id, weight);
        } else if (found.getFirst().weight() != weight) {
            suite.sets().weigh(id, weight);
            taken = uptake.weighed(id, weight);
        }
        if (!taken) {
            throw new IllegalStateException("must be taken up: SET " + id + ", weight=" + weight);
        }
    }

    private void start(InstanceName instance) {
        if (!suite.instances(InstanceName.PACKET).contains(instance)) {
            suite.start(instance.toString());
        }
    }

    private void awaitCalled(int instances) {
        var services = new Services(suite);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (services.sum("gateway", "hongbao_fleet_live", "service=\"packet-service\"")
                != instances) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "must be called by the gateway within "
                                + LIMIT.toSeconds()
                                + " s: instances="
                                + instances);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
