package io.hongbao.gateway.door;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.send.ToldLevels;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.api.Destination;
import io.hongbao.gateway.api.Memory;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.serving.overload.Admission;

/**
 * Refuses what nobody would serve, before it is known who calls: a tier that this gateway does not
 * admit, or no instance that could be asked. Part of a tier's users are refused later, when the
 * user and the instance are known. What may be answered from memory is let in as far as it can be.
 */
final class CheckOverload {

    private final Admission own;
    private final ToldLevels told;
    private final LiveInstances packetServices;
    private final LiveInstances payServices;

    CheckOverload(
            Admission own,
            ToldLevels told,
            LiveInstances packetServices,
            LiveInstances payServices) {
        this.own = own;
        this.told = told;
        this.packetServices = packetServices;
        this.payServices = payServices;
    }

    /** Throws {@code 503 overloaded}. */
    void check(PublicOperation operation) {
        if (operation.memory() == Memory.LAST_ANSWER) {
            return;
        }
        own.check(operation.tier(), null);
        if (operation.memory() == Memory.NOTHING && told.any()) {
            own.check(operation.tier(), null, best(operation.destination()));
        }
    }

    private int best(Destination destination) {
        return switch (destination) {
            case PACKET, WRAP -> best(packetServices);
            case PAYMENT, WALLET -> best(payServices);
            case GATEWAY -> AdmissionRank.ALL;
        };
    }

    private int best(LiveInstances service) {
        int best = 0;
        for (Instance instance : service.now()) {
            best = Math.max(best, told.admitted(instance));
        }
        return best;
    }
}
