package io.hongbao.packet.set;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.serving.fleet.FleetSettings;

/** Which tables are this instance's to look after. Correctness does not depend on it. */
public final class TableOwners {

    private final FleetSettings fleet;

    public TableOwners(FleetSettings fleet) {
        this.fleet = fleet;
    }

    /**
     * Whether this instance comes first for the table. An instance that does not know its own name
     * looks after everything.
     */
    public boolean owns(SetEntry set, int table) {
        String self = fleet.self();
        if (self == null || fleet.packetService().isEmpty()) {
            return true;
        }
        String place = new TablePlace(set.id(), table).toString();
        return Owners.ranked(place, set.zone(), fleet.packetService())
                .getFirst()
                .url()
                .equals(self);
    }
}
