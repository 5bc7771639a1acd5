package io.hongbao.local.watch;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Asks packet-services and the gateway on their management ports what they know of SETs. */
public final class SetsClient implements AutoCloseable {

    private final LocalSuite suite;
    private final ActuatorClient client = new ActuatorClient();

    public SetsClient(LocalSuite suite) {
        this.suite = suite;
    }

    /** The answers of all instances in the fleet that answer. */
    public List<SetsReport> all() {
        return suite.instances(InstanceName.PACKET).stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty when it does not run, or tells nothing. */
    public Optional<SetsReport> of(InstanceName instance) {
        return client.ask(suite.managementOf(instance), "/actuator/sets")
                .map(body -> seen(instance, body));
    }

    /**
     * The highest state of a SET's breaker over all instances that tell: 0 in service, 1 being
     * probed, 2 out.
     */
    public OptionalInt breaker(SetId id) {
        return suite.instances(InstanceName.PACKET).stream()
                .map(instance ->
                        client.gauge(
                                suite.managementOf(instance), "hongbao.set.breaker?tag=set:" + id))
                .flatMap(Optional::stream)
                .mapToInt(Double::intValue)
                .max();
    }

    /** How many packet-services the gateway finds ready; empty when it does not tell. */
    public OptionalInt readyInGateway() {
        return client.gauge(
                        suite.managementOfGateway(),
                        "hongbao.fleet.live?tag=service:" + InstanceName.PACKET)
                .map(live -> OptionalInt.of(live.intValue()))
                .orElseGet(OptionalInt::empty);
    }

    private static SetsReport seen(InstanceName instance, JsonNode body) {
        List<SetReport> sets = new ArrayList<>();
        body.path("sets").forEach(set -> sets.add(SetReport.of(set)));
        String refusal = body.path("catalogue").path("refusal").path("reason").asString("");
        return new SetsReport(instance, sets, Optional.of(refusal).filter(why -> !why.isEmpty()));
    }

    @Override
    public void close() {
        client.close();
    }
}
