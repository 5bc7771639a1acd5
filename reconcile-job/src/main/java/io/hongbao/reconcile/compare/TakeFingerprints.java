package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.KeyRanges.Range;
import io.hongbao.reconcile.compare.Part.Shard;
import io.hongbao.reconcile.compare.Part.TableOfSet;
import io.hongbao.reconcile.read.Snapshot;
import java.util.HashMap;
import java.util.Map;

/**
 * Has a database compute the fingerprints of its lines, a range of keys at a time, so that no
 * statement takes long.
 *
 * <p>The hash of a line is the product of two CRC-32s, of what it is and of what it says: 64 bits.
 * CRC-32 alone is linear, so under exclusive or two lines that exchange their amounts would cancel
 * out; in products they do not. Two texts that differ within four characters in a row never have
 * the same CRC-32, and others once in 2^32; sums of fen are compared besides. Nobody has to be kept
 * from making collisions on purpose here: who can write the tables can write both sides.
 */
public final class TakeFingerprints {

    /** Packets of one statement, in each table; a multiple of a block. */
    private static final long PACKETS_AT_ONCE = 128L * Bucket.PACKETS;

    /** Neither factor is 0, and the product is below 2^64. */
    private static final String HASH =
            "(1 + crc32(line)) * greatest(1, crc32(concat_ws('|', user_id, fen, more)))";

    private final Snapshot database;
    private final Shards shards;

    public TakeFingerprints(Snapshot database, Shards shards) {
        this.database = database;
        this.shards = shards;
    }

    /** All of one side that is here, of one day. */
    public Map<Bucket, Fingerprint> take(
            Comparison comparison, Role role, Part part, PacketDay day) {
        Side side = comparison.side(role);
        int table = part instanceof TableOfSet in ? in.table() : 0;
        String sql =
                """
                select %s as bucket, count(*) as line_count, sum(fen) as fen,
                    cast(bit_xor(%s) as signed) as hash
                from (%s) as line
                group by bucket
                """
                        .formatted(bucketSql(comparison, part, day), HASH, side.linesSql(table));
        var found = new HashMap<Bucket, Fingerprint>();
        new KeyRanges(database, day, side.firstKeySql(table), PACKETS_AT_ONCE)
                .forEach(range -> add(found, sql, range));
        return found;
    }

    private void add(Map<Bucket, Fingerprint> found, String sql, Range range) {
        database.rows(
                        sql,
                        row ->
                                Map.entry(
                                        Bucket.unpacked(row.getLong("bucket")),
                                        new Fingerprint(
                                                row.getLong("line_count"),
                                                row.getLong("fen"),
                                                row.getLong("hash"))),
                        range.from(),
                        range.to())
                .forEach(entry -> found.merge(entry.getKey(), entry.getValue(), Fingerprint::plus));
    }

    private String bucketSql(Comparison comparison, Part part, PacketDay day) {
        String hour = PacketDay.hourSql(day.day());
        return switch (part) {
            case TableOfSet in ->
                    Bucket.sql(
                            Integer.toString(in.place()),
                            comparison.byShard() ? shards.sql() : "0",
                            hour);
            case Shard(_, int index) -> Bucket.sql(placeOfOrder(), Integer.toString(index), hour);
        };
    }

    /** SET and table, from the number. */
    static String placeOfOrder() {
        return "cast(substring(order_no, 19, 4) as signed)";
    }
}
