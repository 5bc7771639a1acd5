package io.hongbao.ledgerconsumer.apply;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.consume.EventCache;
import io.hongbao.events.consume.EventReader;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.wallet.WriteOutcome;
import java.time.Instant;
import java.util.List;

/** Where the events of one consumer group go: entries of type {@code T} in wallet shards. */
public interface ShardSink<T> {

    String group();

    /** What the group makes of the events that name it. */
    EventReader<T> reader(EventSignatures signatures, EventCache cache);

    /** The timer of how long after its decision an entry was written. */
    String delayMetric();

    UserId userOf(T entry);

    Instant decidedAt(T entry);

    /**
     * Writes what is new, all or nothing, in one database transaction, which is committed when this
     * returns. Outcomes are in the order of the entries. Throws a {@code LaneFault}.
     */
    List<WriteOutcome> write(LaneConnection connection, List<T> entries);
}
