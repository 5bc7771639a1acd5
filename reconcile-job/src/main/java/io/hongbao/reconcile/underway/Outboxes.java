package io.hongbao.reconcile.underway;

import io.hongbao.events.outbox.OutboxRow;
import io.hongbao.reconcile.read.Snapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which packets have events that are not published yet. */
public final class Outboxes {

    private static final int ROWS_AT_ONCE = 100;

    private static final String PAGE =
            "select id, events from outbox where id > ? order by id limit " + ROWS_AT_ONCE;

    private Outboxes() {}

    private record Row(long id, String events) {}

    /** Those of these events that wait. */
    public static Set<EventId> waiting(Collection<Snapshot> databases, Set<EventId> sought) {
        Set<String> orders = sought.stream().map(EventId::orderNo).collect(Collectors.toSet());
        var waiting = new HashSet<EventId>();
        for (Snapshot database : databases) {
            long last = 0;
            List<Row> page = page(database, last);
            while (!page.isEmpty()) {
                for (Row row : page) {
                    OutboxRow.decode(row.events()).stream()
                            .filter(event -> orders.contains(event.key()))
                            .map(event -> EventId.of(event.type(), event.key(), event.value()))
                            .filter(sought::contains)
                            .forEach(waiting::add);
                    last = row.id();
                }
                page = page(database, last);
            }
        }
        return waiting;
    }

    private static List<Row> page(Snapshot database, long after) {
        return database.rows(PAGE, row -> new Row(row.getLong(1), row.getString(2)), after);
    }
}
