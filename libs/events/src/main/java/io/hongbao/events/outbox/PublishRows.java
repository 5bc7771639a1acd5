package io.hongbao.events.outbox;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.fault.LaneFault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes rows and then deletes them, those whose events have all arrived. A crash in between
 * leaves rows that are published again.
 */
final class PublishRows {

    private static final Logger log = LoggerFactory.getLogger(PublishRows.class);

    private final EventPublisher publisher;
    private final LaneConnection connection;
    private final OutboxMetrics metrics;

    PublishRows(EventPublisher publisher, LaneConnection connection, OutboxMetrics metrics) {
        this.publisher = publisher;
        this.connection = connection;
        this.metrics = metrics;
    }

    /** The number of rows published, whether or not they could be deleted. */
    int publish(List<CommittedRow> rows) {
        var events = new ArrayList<OutboxEvent>();
        rows.forEach(row -> events.addAll(row.events()));
        BitSet arrived = publisher.publish(events);
        metrics.published(arrived.cardinality(), events.size() - arrived.cardinality());

        var done = new ArrayList<Long>(rows.size());
        int first = 0;
        for (CommittedRow row : rows) {
            int next = first + row.events().size();
            if (arrived.nextClearBit(first) >= next) {
                done.add(row.id());
            }
            first = next;
        }
        delete(done);
        return done.size();
    }

    private void delete(List<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        var delete =
                new SqlStatement(
                        "delete from outbox where id in " + SqlQuery.placeholders(ids.size()),
                        ids,
                        SqlStatement.ANY);
        try {
            connection.inTransaction(session -> {
                new SqlScript().add(delete).run(session);
                return ids;
            });
        } catch (LaneFault fault) {
            log.warn("rows stay and are published again: rows={}", ids.size(), fault);
        }
    }
}
