package io.hongbao.bench.crowd;

import io.hongbao.contracts.id.OrderNumber;

/**
 * A paid packet.
 *
 * @param link as it stands in paths
 * @param opens acknowledged until now
 */
public record PaidPacket(
        OrderNumber number, String link, int shares, long totalFen, AcknowledgedOpens opens) {

    /** The packet behind a link that the system gave; nobody opened it. */
    public static PaidPacket of(String link, int shares, long totalFen) {
        return new PaidPacket(
                new OrderNumber(link.substring(0, OrderNumber.LENGTH)),
                link,
                shares,
                totalFen,
                new AcknowledgedOpens());
    }
}
