package io.hongbao.contracts.event;

import io.hongbao.contracts.id.OrderNumber;
import java.time.Instant;
import java.util.List;

/**
 * Money moved from a payer, or the payer's bank, into escrow for a packet. Published by the wallet
 * shard's outbox after the transfer's commit, at least once, in any order.
 *
 * @param totalFen the packet's total, ≥ 1
 * @param method {@code CHANGE} or {@code BANK}
 * @param paidAt when the transfer was decided; the packet's lifetime counts from here
 */
public record PacketPaidV1(
        String orderNumber,
        long payerId,
        long totalFen,
        String wrapKey,
        String method,
        Instant paidAt)
        implements Event {

    public static final String TYPE = "PacketPaidV1";

    @Override
    public String topic() {
        return Topics.PAYMENTS;
    }

    @Override
    public int partition() {
        return Topics.partitionOf(new OrderNumber(orderNumber).set());
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_ACTIVATIONS);
    }
}
