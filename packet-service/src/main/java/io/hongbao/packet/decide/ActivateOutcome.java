package io.hongbao.packet.decide;

import io.hongbao.packet.state.PacketState;

/** What a payment did to its packet, in order of precedence. */
public sealed interface ActivateOutcome extends PacketOutcome {

    record NotFound() implements ActivateOutcome {}

    /**
     * Payer, total or wrap key are not the packet's, or it was paid before it was wrapped or is yet
     * to be paid: can never be applied.
     */
    record OtherPayment() implements ActivateOutcome {}

    /** A repeat: the packet as it is now. */
    record ActivatedBefore(PacketState packet) implements ActivateOutcome {}

    /**
     * The packet is active, or refunded if its whole lifetime had passed; a view of a moment is
     * finished.
     */
    record Activated(PacketState packet) implements ActivateOutcome {}

    @Override
    default boolean refusal() {
        return switch (this) {
            case NotFound _, OtherPayment _ -> true;
            case ActivatedBefore _, Activated _ -> false;
        };
    }
}
