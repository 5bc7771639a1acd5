package io.hongbao.pay.packet;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.SetId;
import java.util.List;
import java.util.function.Supplier;

/**
 * The zones of SETs: whom to call first about a packet. A SET that is not in our catalogue yet
 * counts as one in our own zone.
 */
record SetZones(Supplier<SetCatalogue> sets, String ownZone) {

    /** Without a catalogue. */
    static SetZones all(String ownZone) {
        var none = new SetCatalogue(List.of());
        return new SetZones(() -> none, ownZone);
    }

    String zoneOf(SetId set) {
        return sets.get().find(set).map(SetEntry::zone).orElse(ownZone);
    }
}
