package io.hongbao.calls.fleet;

import io.hongbao.catalogue.FleetCatalogue;
import io.hongbao.contracts.routing.Instance;
import java.util.List;

/** The services that others call by instance. */
public enum FleetService {
    PACKET_SERVICE("packet-service"),
    PAY_SERVICE("pay-service");

    private final String label;

    FleetService(String label) {
        this.label = label;
    }

    /** As files, settings and metrics name it. */
    String label() {
        return label;
    }

    List<Instance> in(FleetCatalogue catalogue) {
        return switch (this) {
            case PACKET_SERVICE -> catalogue.packetService();
            case PAY_SERVICE -> catalogue.payService();
        };
    }
}
