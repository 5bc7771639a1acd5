package io.hongbao.packet.decide;

import io.hongbao.contracts.money.Money;

/** What the end of a packet's time did. */
public sealed interface ExpireOutcome extends PacketOutcome {

    /** Too early by the SET's clock, ended already, or not there. */
    record NothingDue() implements ExpireOutcome {}

    record Refunded(Money left) implements ExpireOutcome {}

    /** Never paid; no money moves. */
    record Closed() implements ExpireOutcome {}

    @Override
    default boolean refusal() {
        return switch (this) {
            case NothingDue _ -> true;
            case Refunded _, Closed _ -> false;
        };
    }
}
