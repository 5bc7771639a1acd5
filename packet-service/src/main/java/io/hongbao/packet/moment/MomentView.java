package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of one viewer, once, and how far it has come.
 *
 * @param freeRatePpm the free rate, in parts per million, at which it was decided
 * @param amount what seeing it costs; zero when it is free
 * @param order the latest order to pay; null when it is free
 * @param seenAt when it was free, or known to be paid; null before
 */
public record MomentView(
        ViewKey key,
        boolean free,
        int freeRatePpm,
        Money amount,
        @Nullable ViewOrder order,
        Instant decidedAt,
        @Nullable Instant seenAt) {

    /** An order to pay for a view: a packet of kind VIEW. */
    public record ViewOrder(OrderNumber number, Instant payBy) {}

    MomentView ordered(ViewOrder next) {
        return new MomentView(key, free, freeRatePpm, amount, next, decidedAt, seenAt);
    }
}
