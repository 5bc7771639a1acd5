package io.hongbao.posting.apply;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.consume.EventReader;
import io.hongbao.lanes.commit.LaneConnection;
import java.time.Instant;
import java.util.List;

/** What one consumer group makes of events: entries of type {@code T} in the users' shards. */
public interface Posting<T> {

    /** The group's name. */
    String group();

    /** What the group makes of the events that name it. */
    EventReader<T> reader(EventSignatures signatures);

    /** The timer of how long after its decision an entry was written. */
    String delayMetric();

    UserId userOf(T entry);

    Instant decidedAt(T entry);

    /**
     * Writes what is new, all or nothing, in one database transaction, which is committed when this
     * returns. Outcomes are in the order of the entries. Throws a {@code LaneFault}.
     */
    List<Applied> write(LaneConnection connection, List<T> entries);
}
