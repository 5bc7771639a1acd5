package io.hongbao.reconcile.compare;

import java.util.Locale;

/**
 * The lines that are fingerprinted together. Both sides can name it from a line alone, however
 * differently they are sharded.
 *
 * @param place SET and table, the last four digits of the order number
 * @param shard the wallet shard of the user, by its position in the catalogue
 * @param hour of the business time, counted from UTC midnight before the packets' day
 * @param block the packet's sequence ÷ {@link #PACKETS}: a short range of keys in every table
 */
public record Bucket(int place, int shard, int hour, long block) {

    /** Packets of one block, a power of two; few enough for its lines to be in memory. */
    static final int PACKETS = 512;

    static final int SHARDS_MAX = 100;

    /** Powers of two, so that packing is shifts: a block, a place, a shard and an hour. */
    private static final int BLOCK_BITS = 25;

    private static final int PLACE_BITS = 14;
    private static final int SHARD_BITS = 7;
    private static final int HOUR_BITS = 12;

    /**
     * How databases pack a bucket into one number, which is cheaper to group by. What does not fit,
     * of lines that nobody wrote properly, is cut off, the same on both sides.
     *
     * @param key begins with the order number
     */
    static String sql(String key, String place, String shard, String hour) {
        return String.format(
                Locale.ROOT,
                "(substring(%s, 9, 10) >> %d & %d) << %d | (%s & %d) << %d | %s << %d | %s & %d",
                key,
                Integer.numberOfTrailingZeros(PACKETS),
                ones(BLOCK_BITS),
                PLACE_BITS + SHARD_BITS + HOUR_BITS,
                place,
                ones(PLACE_BITS),
                SHARD_BITS + HOUR_BITS,
                shard,
                HOUR_BITS,
                hour,
                ones(HOUR_BITS));
    }

    static Bucket unpacked(long packed) {
        int hour = (int) (packed & ones(HOUR_BITS));
        long rest = packed >> HOUR_BITS;
        int shard = (int) (rest & ones(SHARD_BITS));
        rest >>= SHARD_BITS;
        int place = (int) (rest & ones(PLACE_BITS));
        return new Bucket(place, shard, hour, rest >> PLACE_BITS);
    }

    private static long ones(int bits) {
        return (1L << bits) - 1;
    }

    /** All that a wallet shard has of a block, in whichever place and hour. */
    static Bucket whole(int shard, long block) {
        return new Bucket(0, shard, 0, block);
    }

    /** All that a table has of the block, of whichever users and hour. */
    Bucket ofTable() {
        return new Bucket(place, 0, 0, block);
    }

    /** The whole that this is a part of. */
    Bucket whole() {
        return whole(shard, block);
    }

    /** The SET of its packets. */
    public int set() {
        return place / 10;
    }

    int table() {
        return place % 10;
    }
}
