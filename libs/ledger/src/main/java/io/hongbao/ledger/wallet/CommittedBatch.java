package io.hongbao.ledger.wallet;

import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.OutboxRelay;
import java.util.List;
import java.util.Optional;

/**
 * A wallet batch after its commit.
 *
 * @param outbox the outbox row of this commit; empty when it published nothing
 */
public record CommittedBatch<R>(R answer, Optional<OutboxEntry> outbox) {

    /** One row of the outbox, committed. */
    public record OutboxEntry(long rowId, List<OutboxEvent> events) {}

    /** Hands the events of this commit to the relay, and gives the answer. */
    public R publishedBy(OutboxRelay relay) {
        outbox.ifPresent(entry -> relay.publish(entry.rowId(), entry.events()));
        return answer;
    }
}
