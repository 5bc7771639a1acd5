package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.KeyRanges.Range;
import io.hongbao.reconcile.compare.Location.Shard;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.read.Snapshot.RowReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Has a database compute the fingerprints of its lines, a range of keys at a time, so that no
 * statement takes long.
 *
 * <p>The hash of a line is the product of two CRC-32s, of what it is and of what it says: 64 bits.
 * CRC-32 alone is linear, so under exclusive or two lines that exchange their amounts would cancel
 * out; in products they do not. Two texts that differ within four characters in a row never have
 * the same CRC-32, and others once in 2^32, as often as a factor is 0 and hides the other; sums of
 * fen are compared besides. Nobody has to be kept from making collisions on purpose here: who can
 * write the tables can write both sides.
 *
 * <p>To divide rows into groups costs a database more than to read and hash them. So wallet shards,
 * where one range of keys has lines of all places, first tell no more than what they have of a
 * block; the parts of it are asked for where that is not what SETs have of it. Sums are of doubles:
 * sums of integers are of decimals, which cost more than a hash. They are exact below 2^53, which
 * is some 10^9 fen of a block times 16 bits of weight.
 */
public final class TakeFingerprints {

    /** Packets of one statement, in each table; a multiple of a block. */
    private static final long PACKETS_AT_ONCE = 128L * Bucket.PACKETS;

    private final Snapshot database;
    private final Shards shards;

    public TakeFingerprints(Snapshot database, Shards shards) {
        this.database = database;
        this.shards = shards;
    }

    /** What is added up by itself. */
    public record Sum(TableScan.End end, Bucket bucket) {}

    /** All lines of these sides that are in a table, of these packets. */
    public Map<Sum, Fingerprint> ofTable(TableScan scan, TableOfSet table, PacketDay.Part part) {
        String sql = groupedSql(scan, table, part.day());
        var found = new HashMap<Sum, Fingerprint>();
        ranges(scan, table.table(), part, PACKETS_AT_ONCE)
                .forEach(range -> addParts(found, scan, sql, range));
        return found;
    }

    /** What a shard has of each block as a whole. */
    public Map<Sum, Fingerprint> ofShard(TableScan scan, Shard shard, PacketDay.Part part) {
        String sql = "select " + sumsSql(scan) + " from " + sourceSql(scan, 0);
        var found = new HashMap<Sum, Fingerprint>();
        ranges(scan, 0, part, Bucket.PACKETS)
                .forEach(range ->
                        add(
                                found,
                                scan,
                                sql,
                                range,
                                _ -> Bucket.whole(shard.index(), range.block())));
        return found;
    }

    /** What a shard has of one block, by its parts. */
    public Map<Sum, Fingerprint> ofBlock(TableScan scan, Shard shard, PacketDay day, long block) {
        var found = new HashMap<Sum, Fingerprint>();
        addParts(found, scan, groupedSql(scan, shard, day), KeyRanges.ofBlock(day, block));
        return found;
    }

    private KeyRanges ranges(TableScan scan, int table, PacketDay.Part part, long packets) {
        return new KeyRanges(database, part, scan.sides().getFirst().firstKeySql(table), packets);
    }

    private String groupedSql(TableScan scan, Location part, PacketDay day) {
        return String.format(
                Locale.ROOT,
                """
                select %s as bucket, %s
                from %s
                group by bucket
                """,
                bucketSql(scan, part, day),
                sumsSql(scan),
                sourceSql(scan, part instanceof TableOfSet in ? in.table() : 0));
    }

    private static String sourceSql(TableScan scan, int table) {
        return scan.sides().getFirst().sourceSql(table, scan.filter());
    }

    private static String sumsSql(TableScan scan) {
        return IntStream.range(0, scan.sides().size())
                .mapToObj(i -> sumsSql(scan, i))
                .collect(Collectors.joining(",\n    "));
    }

    /** Sums of one side's lines among the rows of the scan. */
    private static String sumsSql(TableScan scan, int index) {
        Side side = scan.sides().get(index);
        Side.RowCount counted = side.counted();
        if (counted != null) {
            return String.format(
                    Locale.ROOT,
                    """
                    sum(%2$s + 0e0) as lines_%1$d, sum(%3$s + 0e0) as fen_%1$d,
                        sum((%2$s) * (crc32(%4$s) + 0e0)) as counts_%1$d,
                        sum((%3$s + 0e0) * (crc32(%4$s) & 65535)) as low_%1$d,
                        sum((%3$s + 0e0) * (crc32(%4$s) >> 16)) as high_%1$d\
                    """,
                    index,
                    counted.count(),
                    counted.fen(),
                    side.key());
        }
        Side.Columns columns = side.lines();
        String sums =
                side.filter().equals(scan.filter())
                        ? """
                        count(*) as lines_%1$d, sum(%3$s + 0e0) as fen_%1$d,
                            cast(bit_xor(%4$s) as signed) as hash_%1$d\
                        """
                        : """
                        count(if(%2$s, 1, null)) as lines_%1$d,
                            sum(if(%2$s, %3$s + 0e0, 0e0)) as fen_%1$d,
                            cast(bit_xor(if(%2$s, %4$s, null)) as signed) as hash_%1$d\
                        """;
        return String.format(
                Locale.ROOT, sums, index, side.filter(), columns.fen(), columns.hash());
    }

    private void addParts(Map<Sum, Fingerprint> found, TableScan scan, String sql, Range range) {
        add(found, scan, sql, range, row -> Bucket.unpacked(row.getLong("bucket")));
    }

    private void add(
            Map<Sum, Fingerprint> found,
            TableScan scan,
            String sql,
            Range range,
            RowReader<Bucket> bucket) {
        database.rows(sql, row -> sums(row, scan, bucket.read(row)), range.from(), range.to())
                .forEach(sums ->
                        sums.forEach((sum, print) -> found.merge(sum, print, Fingerprint::plus)));
    }

    /** What the sides have in one bucket. */
    private static Map<Sum, Fingerprint> sums(ResultSet row, TableScan scan, Bucket bucket)
            throws SQLException {
        var sums = new HashMap<Sum, Fingerprint>();
        for (int i = 0; i < scan.ends().size(); i++) {
            TableScan.End end = scan.ends().get(i);
            Fingerprint print = print(row, end.side(), i);
            if (!print.equals(Fingerprint.NONE)) {
                Bucket whose = end.comparison().byShard() ? bucket : bucket.ofTable();
                sums.put(new Sum(end, whose), print);
            }
        }
        return sums;
    }

    private static Fingerprint print(ResultSet row, Side side, int index) throws SQLException {
        long count = row.getLong("lines_" + index);
        long fen = exact(row, "fen_" + index);
        return side.counted() == null
                ? Fingerprint.hashed(count, fen, row.getLong("hash_" + index))
                : Fingerprint.weighed(
                        count,
                        fen,
                        exact(row, "counts_" + index),
                        exact(row, "low_" + index),
                        exact(row, "high_" + index));
    }

    /** A sum of doubles, which is a whole number. */
    private static long exact(ResultSet row, String column) throws SQLException {
        return (long) row.getDouble(column);
    }

    private String bucketSql(TableScan scan, Location part, PacketDay day) {
        Side first = scan.sides().getFirst();
        Side.Division divided = first.divided();
        String place =
                switch (part) {
                    case TableOfSet in -> Integer.toString(in.place());
                    case Shard _ -> placeOf(first.key());
                };
        String shard =
                switch (part) {
                    case TableOfSet _ -> scan.byShard() ? shards.sql(divided.userId()) : "0";
                    case Shard(_, int index) -> Integer.toString(index);
                };
        return Bucket.sql(first.key(), place, shard, day.hourSql(divided.at()));
    }

    /** SET and table, from what begins with the order number. */
    static String placeOf(String key) {
        return "cast(substring(" + key + ", 19, 4) as signed)";
    }
}
