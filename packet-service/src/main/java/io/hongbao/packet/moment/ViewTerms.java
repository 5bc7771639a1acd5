package io.hongbao.packet.moment;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.moment.MomentView.ViewOrder;
import io.hongbao.packet.state.PacketTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What the packet is that pays for a view: from the viewer to the poster, of one share. All of one
 * view have one wrap key, so that one of them at most is ever paid.
 *
 * @param lifetime of such a packet, in whole milliseconds; it is opened when it is paid
 * @param payWithin how long there is to pay it, in whole milliseconds
 */
public record ViewTerms(Duration lifetime, Duration payWithin) {

    /** The same whenever it is asked for; {@code view} has an order. */
    PacketTerms of(Moment moment, MomentView view) {
        ViewOrder order = Objects.requireNonNull(view.order());
        return new PacketTerms(
                order.number(),
                view.key().viewer(),
                PacketKind.VIEW,
                view.amount(),
                1,
                moment.text(),
                Set.of(moment.poster()),
                new IdempotencyKey(PacketTerms.MOMENT_KEY + moment.number().value()),
                lifetime,
                order.payBy().minus(payWithin),
                order.payBy());
    }

    ViewOrder order(OrderNumber number, Instant now) {
        return new ViewOrder(number, now.plus(payWithin));
    }
}
