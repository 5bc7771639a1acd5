package io.hongbao.contracts.event;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Instant;
import java.util.List;

/**
 * A user may see a moment from now on: it was free, or the payment is known. Published by the SET's
 * outbox after the commit, at least once, in any order; becomes a line of the viewer's list.
 *
 * @param orderNumber of the moment
 * @param amountFen what was paid; 0 when it was free
 * @param text shown beside the picture; may be empty
 */
public record MomentSeenV1(
        String orderNumber,
        long viewerId,
        long posterId,
        long amountFen,
        String text,
        Instant seenAt)
        implements Event {

    public static final String TYPE = "MomentSeenV1";

    @Override
    public int partition() {
        return Topics.partitionOf(WalletSlot.of(new UserId(viewerId)));
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_RECORDS);
    }
}
