package io.hongbao.posting.apply;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.posting.event.PacketEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one consumer group makes of events: entries of type {@code T} in the users' shards. */
public interface Posting<T> {

    /** The group's name. */
    String group();

    /** The timer of how long after its decision an entry was written. */
    String delayMetric();

    /**
     * Empty when the event is nothing to this group. Throws {@link IllegalArgumentException} for
     * content that breaks a rule.
     */
    Optional<T> of(PacketEvent event);

    UserId userOf(T entry);

    Instant decidedAt(T entry);

    /**
     * Writes what is new, all or nothing, in one database transaction, which is committed when this
     * returns. Outcomes are in the order of the entries. Throws a {@code LaneFault}.
     */
    List<Applied> write(LaneConnection connection, List<T> entries);
}
