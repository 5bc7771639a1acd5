package io.hongbao.bench.crowd;

import io.hongbao.contracts.id.OrderNumber;

/**
 * A paid packet.
 *
 * @param link as it stands in paths
 */
public record PaidPacket(OrderNumber number, String link, int shares) {

    /** The packet behind a link that the system gave. */
    public static PaidPacket of(String link, int shares) {
        return new PaidPacket(new OrderNumber(link.substring(0, OrderNumber.LENGTH)), link, shares);
    }
}
