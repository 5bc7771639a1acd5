package io.hongbao.contracts.ticket;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a payment needs to know of a packet, made by the wrap and checked by the pay service,
 * which asks nobody else.
 *
 * @param wrapKey the wrap's idempotency key: of all packets of one (payer, wrap key) one is paid
 * @param payBy the last instant at which money may move, in whole milliseconds
 * @param lifetime how long the packet can be opened once it is paid, in whole milliseconds
 * @param moment that the packet is a view of; null of what a user wrapped
 */
public record PayTicket(
        OrderNumber packet,
        UserId payer,
        Money total,
        IdempotencyKey wrapKey,
        Instant payBy,
        Duration lifetime,
        @Nullable OrderNumber moment) {

    /** Of what a user wrapped. */
    public PayTicket(
            OrderNumber packet,
            UserId payer,
            Money total,
            IdempotencyKey wrapKey,
            Instant payBy,
            Duration lifetime) {
        this(packet, payer, total, wrapKey, payBy, lifetime, null);
    }

    /** What the payment has to be asked of: the moment, or else the packet. */
    public OrderNumber presentedAt() {
        return moment == null ? packet : moment;
    }
}
