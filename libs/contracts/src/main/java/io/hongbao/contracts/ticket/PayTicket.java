package io.hongbao.contracts.ticket;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * All that a payment needs to know of a packet, made by the wrap and checked by the pay service,
 * which asks nobody else.
 *
 * @param wrapKey the wrap's idempotency key: of all packets of one (payer, wrap key) one is paid
 * @param payBy the last instant at which money may move, in whole milliseconds
 * @param lifetime how long the packet can be opened once it is paid, in whole milliseconds
 */
public record PayTicket(
        OrderNumber packet,
        UserId payer,
        Money total,
        IdempotencyKey wrapKey,
        Instant payBy,
        Duration lifetime) {}
