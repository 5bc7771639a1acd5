package io.hongbao.reconcile.read;

/** Counts what waits in the outbox of a SET or a wallet shard; both have the same table. */
final class OutboxReader {

    private static final String PAGE =
            """
            select id, length(events) - length(replace(events, char(10), '')) as event_count
            from outbox
            where id > ?
            order by id
            limit ?
            """;

    private OutboxReader() {}

    /** Each event of a row's text ends with a line feed. */
    static long events(Snapshot snapshot, int page) {
        var rows =
                new PagedRows<Row>(
                        page,
                        last ->
                                snapshot.rows(
                                        PAGE,
                                        row -> new Row(row.getLong(1), row.getLong(2)),
                                        last == null ? 0 : last.id(),
                                        page));
        long events = 0;
        while (rows.hasNext()) {
            events += rows.next().events();
        }
        return events;
    }

    private record Row(long id, long events) {}
}
