package io.hongbao.reconcile.compare;

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

    /** Packets of one block; few enough for its lines to be in memory. */
    static final int PACKETS = 512;

    static final int HOURS_MAX = 1_000;
    static final int SHARDS_MAX = 100;
    private static final int PLACES = 10_000;

    /** How databases pack a bucket into one number, which is cheaper to group by. */
    static String sql(String place, String shard, String hour) {
        return """
        (((cast(substring(order_no, 9, 10) as signed) div %d) * %d + %s) * %d + %s) * %d + %s\
        """
                .formatted(PACKETS, PLACES, place, SHARDS_MAX, shard, HOURS_MAX, hour);
    }

    static Bucket unpacked(long packed) {
        long rest = packed;
        int hour = (int) (rest % HOURS_MAX);
        rest /= HOURS_MAX;
        int shard = (int) (rest % SHARDS_MAX);
        rest /= SHARDS_MAX;
        return new Bucket((int) (rest % PLACES), shard, hour, rest / PLACES);
    }

    /** The SET of its packets. */
    public int set() {
        return place / 10;
    }

    int table() {
        return place % 10;
    }
}
