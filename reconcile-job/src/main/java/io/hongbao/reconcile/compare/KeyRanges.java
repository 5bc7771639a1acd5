package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.read.Snapshot;
import java.util.Optional;

/**
 * Walks through the keys of a day, or of some of its blocks, in ranges of so many packets, so that
 * no statement takes long and no answer is large. Begins where there are keys, and leaves out
 * ranges without any.
 */
public final class KeyRanges {

    private final Snapshot database;
    private final PacketDay.Part part;
    private final PacketDay day;
    private final String firstKeySql;
    private final long packets;

    /**
     * @param firstKeySql selects the first key from one up to another
     * @param packets of one range, a multiple of {@link Bucket#PACKETS}
     */
    KeyRanges(Snapshot database, PacketDay.Part part, String firstKeySql, long packets) {
        this.database = database;
        this.part = part;
        day = part.day();
        this.firstKeySql = firstKeySql;
        this.packets = packets;
    }

    /** The ranges of a SET's table {@code name}. */
    public static KeyRanges ofTable(
            Snapshot database, PacketDay.Part part, String name, int blocks) {
        return new KeyRanges(
                database,
                part,
                "select order_no from "
                        + name
                        + " where order_no >= ? and order_no < ? order by order_no limit 1",
                (long) blocks * Bucket.PACKETS);
    }

    /** The keys of one block. */
    static Range ofBlock(PacketDay day, long block) {
        return new Range(
                day.keyOf(block * Bucket.PACKETS), day.keyOf((block + 1) * Bucket.PACKETS));
    }

    /** Keys from one up to another, which is not included. */
    public record Range(String from, String to) {

        /** The block that they begin in. */
        long block() {
            return PacketDay.blockOf(from);
        }
    }

    /** Reads one range. */
    public interface Reader {
        void read(Range range);
    }

    public void forEach(Reader reader) {
        Optional<Range> range = after(day.from());
        while (range.isPresent()) {
            reader.read(range.get());
            range = after(range.get().to());
        }
    }

    private Optional<Range> after(String from) {
        String key = from;
        while (key.compareTo(day.to()) < 0) {
            Optional<String> first = firstKey(key);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            long block = PacketDay.blockOf(first.get());
            if (part.whole() || part.blocks().contains(block)) {
                return Optional.of(rangeFrom(first.get(), block));
            }
            Long next = part.blocks().higher(block);
            if (next == null) {
                return Optional.empty();
            }
            key = day.keyOf(next * Bucket.PACKETS);
        }
        return Optional.empty();
    }

    private Optional<String> firstKey(String from) {
        return database.rows(firstKeySql, row -> row.getString(1), from, day.to()).stream()
                .findFirst();
    }

    private Range rangeFrom(String key, long block) {
        long end = block * Bucket.PACKETS + packets;
        return new Range(
                key,
                day.keyOf(part.whole() ? end : Math.min(end, part.endOf(block) * Bucket.PACKETS)));
    }
}
