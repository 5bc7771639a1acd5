package io.hongbao.contracts.event;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Instant;
import java.util.List;

/**
 * A user posted a moment. Published by the SET's outbox after the commit, at least once, in any
 * order; becomes a line of the poster's list.
 *
 * @param orderNumber of the moment
 * @param text shown beside the picture; may be empty
 */
public record MomentPostedV1(String orderNumber, long posterId, String text, Instant postedAt)
        implements Event {

    public static final String TYPE = "MomentPostedV1";

    @Override
    public int partition() {
        return Topics.partitionOf(WalletSlot.of(new UserId(posterId)));
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_RECORDS);
    }
}
