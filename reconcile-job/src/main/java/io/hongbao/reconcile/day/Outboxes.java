package io.hongbao.reconcile.day;

import io.hongbao.lanes.outbox.OutboxEvent;
import io.hongbao.lanes.outbox.OutboxRow;
import io.hongbao.reconcile.read.Snapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which packets have events that are not published yet. */
final class Outboxes {

    private static final int ROWS_AT_ONCE = 100;

    private static final String PAGE =
            "select id, events from outbox where id > ? order by id limit " + ROWS_AT_ONCE;

    private Outboxes() {}

    private record Row(long id, String events) {}

    /** Type and order number of each event that waits and is about one of these packets. */
    static Set<String> waiting(Collection<Snapshot> databases, Set<String> orders) {
        var waiting = new HashSet<String>();
        for (Snapshot database : databases) {
            long last = 0;
            List<Row> page = page(database, last);
            while (!page.isEmpty()) {
                for (Row row : page) {
                    OutboxRow.decode(row.events()).stream()
                            .filter(event -> orders.contains(event.key()))
                            .forEach(event -> waiting.add(name(event)));
                    last = row.id();
                }
                page = page(database, last);
            }
        }
        return waiting;
    }

    static String name(String type, String order) {
        return type + " " + order;
    }

    private static String name(OutboxEvent event) {
        return name(event.type(), event.key());
    }

    private static List<Row> page(Snapshot database, long after) {
        return database.rows(PAGE, row -> new Row(row.getLong(1), row.getString(2)), after);
    }
}
