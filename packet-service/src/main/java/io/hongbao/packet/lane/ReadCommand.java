package io.hongbao.packet.lane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.state.PacketState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be read of a SET besides its lanes of changes.
 *
 * @param <R> what is found
 */
sealed interface ReadCommand<R> {

    /** A packet as last committed; empty when there is none. */
    record ReadPacket(OrderNumber number) implements ReadCommand<Optional<PacketState>> {}

    /** Packets of a table whose time has been over for a while, the longest due first. */
    record FindDue(int table, Duration dueFor, int rowsMax)
            implements ReadCommand<List<OrderNumber>> {}
}
