package io.hongbao.ledger.parked;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A payment whose packet's SET did not take it. Its identity is the packet; what was paid is in the
 * transfer.
 *
 * @param parkedAt in whole milliseconds
 */
public record ParkedPayment(OrderNumber packet, UserId payer, Instant parkedAt) {

    public ParkedPayment {
        parkedAt = parkedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
