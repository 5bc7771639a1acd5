package io.hongbao.bench.run;

import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.crowd.UnopenedPackets;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.load.LoadGenerator.Press;
import io.hongbao.bench.load.Tally;
import io.hongbao.bench.load.Work;
import io.hongbao.bench.run.MeasureFigure.Instruments;
import io.hongbao.bench.run.RunUsers.Group;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Traffic;
import io.hongbao.bench.traffic.Via;
import io.hongbao.bench.watch.Services;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Sends a scenario's calls, and prepares what they need. */
public final class ScenarioRun {

    /** Preparing must not overload what has just started. */
    private static final int PREPARE_CONNECTIONS_MAX = 32;

    private static final int PREPARE_TRIES_MAX = 10;
    private static final Duration PREPARE_LIMIT = Duration.ofMinutes(5);
    private static final int OPEN_TRIES_MAX = 600;
    private static final Duration OPEN_PAUSE = Duration.ofMillis(100);

    /** What refuses has just started, or is overloaded: it is back after some seconds. */
    private static final Duration PREPARE_PAUSE = Duration.ofSeconds(2);

    private final LoadGenerator generator;
    private final Services services;
    private final Traffic traffic;
    private final UnopenedPackets stock;
    private final Connections connections;

    /**
     * How many there are.
     *
     * @param gateway to the gateway, and to hello
     * @param direct to a service
     */
    public record Connections(int gateway, int direct) {

        int of(Scenario scenario, Via via) {
            boolean batches = via == Via.DIRECT && !scenario.pays();
            return batches ? direct : gateway;
        }
    }

    public ScenarioRun(Instruments instruments, Group group, Connections connections) {
        generator = instruments.generator();
        services = instruments.services();
        this.connections = connections;
        traffic = group.traffic();
        stock = group.stock();
    }

    private List<URI> targets(Scenario scenario, Via via) {
        if (via == Via.GATEWAY) {
            return List.of(services.address("gateway"));
        }
        URI packetService = services.address("packet-service");
        return scenario.pays()
                ? List.of(packetService, services.address("pay-service"))
                : List.of(packetService);
    }

    /** To be done once: every sender gets change. */
    public void topUp() {
        for (int tried = 0; !traffic.funded(); tried++) {
            Tally made = prepare(traffic.topUps());
            if (tried == PREPARE_TRIES_MAX) {
                throw new IllegalStateException("could not top up: " + made.failures());
            }
        }
    }

    /** Returns when as many packets are there as so many operations need. */
    public void prepare(Scenario scenario, long operations) {
        int needed = traffic.packetsFor(scenario, operations);
        for (int tried = 0; stock.size(scenario.shares()) < needed; tried++) {
            int missing = needed - stock.size(scenario.shares());
            Tally made = prepare(traffic.prepare(missing, scenario.shares()));
            if (tried == PREPARE_TRIES_MAX) {
                throw new IllegalStateException(
                        "could not prepare packets (none failed: the senders have no change): "
                                + made.failures());
            }
            if (!made.failures().isEmpty()) {
                LockSupport.parkNanos(PREPARE_PAUSE.toNanos());
            }
        }
        prepare(traffic.opensFor(scenario));
        for (int tried = 0; traffic.momentsMissing(scenario, operations) > 0; tried++) {
            Tally made = prepare(traffic.posts(scenario, operations));
            if (tried == PREPARE_TRIES_MAX) {
                throw new IllegalStateException("could not post moments: " + made.failures());
            }
        }
    }

    private Tally prepare(Work work) {
        return throughGateway(Math.min(connections.gateway(), PREPARE_CONNECTIONS_MAX), work);
    }

    private Tally throughGateway(int many, Work work) {
        return generator.run(
                List.of(services.address("gateway")), Press.peak(many, PREPARE_LIMIT), work);
    }

    /**
     * One packet is wrapped, paid and opened, one call after the other, by users who try again:
     * what has just started may refuse some.
     */
    void openOne() {
        PaidPacket packet = stock.take(1);
        for (int tried = 0; packet == null; tried++) {
            giveUpOrPause(tried, throughGateway(1, traffic.prepare(1, 1)));
            packet = stock.take(1);
        }
        Tally opened = throughGateway(1, traffic.openOnce(packet));
        for (int tried = 0; opened.acknowledgedSoFar() == 0; tried++) {
            giveUpOrPause(tried, opened);
            opened = throughGateway(1, traffic.openOnce(packet));
        }
    }

    private static void giveUpOrPause(int tried, Tally last) {
        if (tried == OPEN_TRIES_MAX) {
            throw new IllegalStateException("could not open one packet: " + last.failures());
        }
        if (!last.failures().isEmpty()) {
            LockSupport.parkNanos(OPEN_PAUSE.toNanos());
        }
    }

    Tally run(Scenario scenario, Via via, Press press, Consumer<Tally> begun) {
        return generator.run(targets(scenario, via), press, traffic.of(scenario, via), begun);
    }
}
