package io.hongbao.packet.call;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is told of finished packets, so that nobody has to ask again. */
public final class TellFinished {

    private TellFinished() {}

    /**
     * The packet if it is finished, once for each packet of {@code told}: one answer of a batch is
     * enough, and a packet of 500 shares in 500 answers would be too much.
     */
    public static @Nullable FinishedPacket once(
            SetHandle set, OrderNumber number, Set<OrderNumber> told) {
        PacketState packet = set.lanes().memory().trusted(number).orElse(null);
        if (packet == null || packet.state() != StoredState.FINISHED || !told.add(number)) {
            return null;
        }
        return new FinishedPacket(
                packet.terms().kind() == PacketKind.EXCLUSIVE,
                packet.opens().shares().stream()
                        .map(share ->
                                new FinishedPacket.Opener(
                                        share.user().value(),
                                        share.amount().fen(),
                                        share.openedAt().toEpochMilli()))
                        .toList());
    }
}
