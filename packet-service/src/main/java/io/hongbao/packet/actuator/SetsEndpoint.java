package io.hongbao.packet.actuator;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.actuator.SetsView.CatalogueView;
import io.hongbao.packet.actuator.SetsView.OutageView;
import io.hongbao.packet.actuator.SetsView.RefusalView;
import io.hongbao.packet.actuator.SetsView.SetView;
import io.hongbao.packet.breaker.BreakerView;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetMeters;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.set.SetState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** Tells of every SET of the catalogue; asks no database. */
@Component
@Endpoint(id = "sets")
final class SetsEndpoint {

    private final WatchedSets catalogue;
    private final SetRouter sets;
    private final SetMeters meters;

    SetsEndpoint(WatchedSets catalogue, SetRouter sets, SetMeters meters) {
        this.catalogue = catalogue;
        this.sets = sets;
        this.meters = meters;
    }

    @ReadOperation
    SetsView sets() {
        var states = sets.states();
        var weights = sets.weights();
        return new SetsView(
                new CatalogueView(
                        catalogue.changedAt(),
                        catalogue
                                .refusal()
                                .map(refusal -> new RefusalView(refusal.reason(), refusal.since()))
                                .orElse(null)),
                catalogue.current().sets().stream()
                        // One that was added just now has its state in a moment.
                        .flatMap(entry ->
                                Stream.ofNullable(states.get(entry.id()))
                                        .map(state -> view(entry, state, weights)))
                        .toList());
    }

    private SetView view(SetEntry entry, SetState state, Map<SetId, Integer> weights) {
        Optional<BreakerView> breaker =
                sets.find(entry.id()).map(handle -> handle.breaker().view());
        return new SetView(
                entry.id().toString(),
                entry.city(),
                entry.zone(),
                entry.address(),
                entry.weight(),
                weights.getOrDefault(entry.id(), 0) / 100.0,
                state.kind().toString(),
                state.since(),
                state.notConnectedBecause(),
                breaker.map(view -> view.state().name()).orElse(null),
                breaker.flatMap(SetsEndpoint::outage).orElse(null),
                sets.find(entry.id()).map(SetHandle::connections).orElse(0),
                meters.orders(entry.id()),
                meters.failures(entry.id()));
    }

    private static Optional<OutageView> outage(BreakerView breaker) {
        return breaker.openedAt()
                .map(since ->
                        new OutageView(
                                since,
                                breaker.closedAt()
                                        .filter(until ->
                                                breaker.state() == BreakerView.State.CLOSED)
                                        .orElse(null),
                                breaker.openedBecause().orElse("")));
    }
}
