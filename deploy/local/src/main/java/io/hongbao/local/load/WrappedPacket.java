package io.hongbao.local.load;

import io.hongbao.contracts.id.OrderNumber;

/** A packet that was wrapped. */
public record WrappedPacket(String packetId, String payTicket, long totalFen) {

    public OrderNumber orderNumber() {
        return new OrderNumber(packetId.substring(0, OrderNumber.LENGTH));
    }
}
