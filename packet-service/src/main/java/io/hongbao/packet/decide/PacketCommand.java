package io.hongbao.packet.decide;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.WrapKey;
import java.time.Instant;

/**
 * What can be asked of a packet's lane. Every command is safe to repeat: see each outcome.
 *
 * @param <R> the outcome
 */
public sealed interface PacketCommand<R extends PacketOutcome> {

    /** The table, and with it the lane, that the command belongs to. */
    int table();

    /**
     * Makes a packet; of one (sender, key) one packet in a SET, whatever the repeats.
     *
     * @param table that the key hashes to; the packet may get another table of the same lane
     */
    record Wrap(WrapKey key, Draft draft, WrapFingerprint fingerprint, int table)
            implements PacketCommand<WrapOutcome> {}

    /** Money moved for a packet. */
    record Activate(
            OrderNumber number, UserId payer, Money total, IdempotencyKey wrapKey, Instant paidAt)
            implements OfPacket<ActivateOutcome> {

        /** Whether it is the payment that the sender of this packet was asked for. */
        public boolean pays(PacketTerms packet) {
            return number.equals(packet.number())
                    && payer.equals(packet.sender())
                    && total.equals(packet.total())
                    && wrapKey.equals(packet.wrapKey());
        }
    }

    /** A user wants a share. */
    record Open(OrderNumber number, UserId user) implements OfPacket<OpenOutcome> {}

    /** Refunds or closes a packet, if its time is over by the SET's clock. */
    record Expire(OrderNumber number) implements OfPacket<ExpireOutcome> {}

    /** A command for a packet that is there already. */
    sealed interface OfPacket<R extends PacketOutcome> extends PacketCommand<R> {

        OrderNumber number();

        @Override
        default int table() {
            return number().table();
        }
    }
}
