package io.hongbao.packet.activate;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.PacketCommand;
import java.time.temporal.ChronoUnit;

/** Turns what is told of a payment into a command, the same from a call and from an event. */
final class Payments {

    private Payments() {}

    /** Throws {@link IllegalArgumentException} for what no payment of ours ever says. */
    static PacketCommand.Activate command(PacketPaidV1 paid) {
        return new PacketCommand.Activate(
                new OrderNumber(paid.orderNumber()),
                new UserId(paid.payerId()),
                new Money(paid.totalFen()),
                paid.paidAt().truncatedTo(ChronoUnit.MILLIS));
    }
}
