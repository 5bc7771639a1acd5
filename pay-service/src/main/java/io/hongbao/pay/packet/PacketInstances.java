package io.hongbao.pay.packet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.serving.fleet.LiveInstances;
import java.util.List;

/** Which instance of the packet service to call about a packet: the same that a gateway calls. */
record PacketInstances(LiveInstances instances, int ownersOfASet, SetZones zones) {

    /** The owner of the packet's table first, then who takes over. */
    List<Instance> ranked(OrderNumber packet) {
        return Owners.ofTable(
                TablePlace.of(packet), zones.zoneOf(packet.set()), instances.now(), ownersOfASet);
    }
}
