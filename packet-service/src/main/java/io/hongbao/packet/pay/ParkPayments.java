package io.hongbao.packet.pay;

import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.OrderNumber;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Gives payments that no SET takes back to the pay service, which keeps them. */
@FunctionalInterface
public interface ParkPayments {

    /**
     * The packets whose payments are parked now, durably: a part of them when a wallet shard does
     * not answer. Fails when the pay service does not answer; a repeat changes nothing.
     *
     * @param payments as they were signed; any number
     */
    CompletableFuture<Set<OrderNumber>> park(List<SignedEvent> payments);
}
