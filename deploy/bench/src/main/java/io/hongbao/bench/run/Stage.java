package io.hongbao.bench.run;

import io.hongbao.bench.crowd.Stock;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.load.LoadGenerator.Press;
import io.hongbao.bench.load.Tally;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Traffic;
import io.hongbao.bench.traffic.Via;
import io.hongbao.bench.watch.Services;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sends a scenario's calls, and prepares what they need. */
final class Stage {

    /** Preparing must not overload what has just started. */
    private static final int PREPARE_CONNECTIONS_MAX = 32;

    private static final int PREPARE_TRIES_MAX = 10;
    private static final Duration PREPARE_LIMIT = Duration.ofMinutes(5);

    private final LoadGenerator generator;
    private final Services services;
    private final Traffic traffic;
    private final Stock stock;
    private final BenchSettings settings;

    Stage(
            LoadGenerator generator,
            Services services,
            Traffic traffic,
            Stock stock,
            BenchSettings settings) {
        this.generator = generator;
        this.services = services;
        this.traffic = traffic;
        this.stock = stock;
        this.settings = settings;
    }

    private List<URI> targets(Scenario scenario, Via via) {
        if (via == Via.GATEWAY) {
            return List.of(services.address("gateway"));
        }
        URI packetService = services.address("packet-service");
        return scenario == Scenario.WRAP_PAY
                ? List.of(packetService, services.address("pay-service"))
                : List.of(packetService);
    }

    int connections(Scenario scenario, Via via) {
        boolean batches = via == Via.DIRECT && scenario != Scenario.WRAP_PAY;
        return batches ? settings.directConnections() : settings.connections();
    }

    /** To be done once: every sender gets change. */
    void topUp() {
        for (int tried = 0; !traffic.funded(); tried++) {
            Tally made = prepare(traffic.topUps());
            if (tried == PREPARE_TRIES_MAX) {
                throw new IllegalStateException("could not top up: " + made.failures());
            }
        }
    }

    /** Returns when as many packets are there as so many operations need. */
    void prepare(Scenario scenario, long operations) {
        int needed = traffic.packetsFor(scenario, operations);
        for (int tried = 0; stock.size(scenario.shares()) < needed; tried++) {
            int missing = needed - stock.size(scenario.shares());
            Tally made = prepare(traffic.prepare(missing, scenario.shares()));
            if (tried == PREPARE_TRIES_MAX) {
                throw new IllegalStateException(
                        "could not prepare packets (none failed: the senders have no change): "
                                + made.failures());
            }
        }
    }

    private Tally prepare(io.hongbao.bench.load.Work work) {
        return generator.run(
                List.of(services.address("gateway")),
                Press.peak(
                        Math.min(settings.connections(), PREPARE_CONNECTIONS_MAX), PREPARE_LIMIT),
                work);
    }

    Tally run(Scenario scenario, Via via, Press press, Consumer<Tally> begun) {
        return generator.run(targets(scenario, via), press, traffic.of(scenario, via), begun);
    }
}
