package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.read.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * Walks through the keys of a day in ranges of so many packets, so that no statement takes long and
 * no answer is large. Begins where there are keys, and leaves out ranges without any.
 */
public final class KeyRanges {

    private final Snapshot database;
    private final PacketDay day;
    private final String firstKeySql;
    private final long packets;

    /**
     * @param firstKeySql selects the first key from one up to another
     * @param packets of one range, a multiple of {@link Bucket#PACKETS}
     */
    KeyRanges(Snapshot database, PacketDay day, String firstKeySql, long packets) {
        this.database = database;
        this.day = day;
        this.firstKeySql = firstKeySql;
        this.packets = packets;
    }

    /** The ranges of a SET's table {@code name}. */
    public static KeyRanges ofTable(Snapshot database, PacketDay day, String name, int blocks) {
        return new KeyRanges(
                database,
                day,
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
            return PacketDay.sequenceOf(from) / Bucket.PACKETS;
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
        if (from.compareTo(day.to()) >= 0) {
            return Optional.empty();
        }
        List<String> first = database.rows(firstKeySql, row -> row.getString(1), from, day.to());
        return first.stream().findFirst().map(this::rangeFrom);
    }

    private Range rangeFrom(String key) {
        long block = PacketDay.sequenceOf(key) / Bucket.PACKETS;
        return new Range(key, day.keyOf(block * Bucket.PACKETS + packets));
    }
}
