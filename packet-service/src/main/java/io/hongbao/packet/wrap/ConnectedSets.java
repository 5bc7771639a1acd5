package io.hongbao.packet.wrap;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.PacketState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The SETs of this process. */
@Component
final class ConnectedSets implements WrapSets, ShownPackets {

    private static final Logger log = LoggerFactory.getLogger(ConnectedSets.class);

    private final SetRouter sets;
    private final MeterRegistry registry;

    ConnectedSets(SetRouter sets, MeterRegistry registry) {
        this.sets = sets;
        this.registry = registry;
    }

    @Override
    public Map<SetId, Integer> weights() {
        return sets.weights();
    }

    @Override
    public Optional<CompletableFuture<WrapOutcome>> submit(
            SetId set, PacketCommand.Wrap command, Instant deadline) {
        return sets.find(set).map(open -> open.lanes().submit(command, deadline));
    }

    @Override
    public CompletableFuture<Optional<PacketState>> look(OrderNumber number, Instant deadline) {
        return sets.find(number.set())
                .map(open -> open.look(number, deadline))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * Counted, not logged: a SET that hangs has thousands of them, and its breaker says it once.
     */
    @Override
    public void left(SetId set, LaneFault fault) {
        registry.counter(
                        "hongbao.wrap.left",
                        "set",
                        set.toString(),
                        "fault",
                        fault.getClass().getSimpleName())
                .increment();
        log.debug("wrap leaves SET: set={} fault={}", set, fault.toString());
    }
}
