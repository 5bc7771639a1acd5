package io.hongbao.bench.crowd;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;

/**
 * A paid packet.
 *
 * @param sender who is shown all amounts
 * @param link as it stands in paths
 * @param opens acknowledged until now
 */
public record PaidPacket(
        OrderNumber number,
        UserId sender,
        String link,
        int shares,
        long totalFen,
        AcknowledgedOpens opens) {

    /** The packet behind a link that the system gave; nobody opened it. */
    public static PaidPacket of(UserId sender, String link, int shares, long totalFen) {
        return new PaidPacket(
                new OrderNumber(link.substring(0, OrderNumber.LENGTH)),
                sender,
                link,
                shares,
                totalFen,
                new AcknowledgedOpens());
    }
}
