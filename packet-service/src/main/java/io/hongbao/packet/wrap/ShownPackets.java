package io.hongbao.packet.wrap;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.state.PacketState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The packets of all SETs, as they can be shown. */
interface ShownPackets {

    /** Empty when there is no such packet, or its SET is not connected. */
    CompletableFuture<Optional<PacketState>> look(OrderNumber number, Instant deadline);
}
