package io.hongbao.reconcile.statement;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Sums of documents or debits, by the hash of bank and number: databases compute the same hash. */
public final class NumberBuckets {

    static final int BUCKETS = 4_096;

    /** A prime: hash mod this, times any amount, fits the databases' integers. */
    static final int WEIGHTS = 65_521;

    private final Map<Integer, Sums> sums = new HashMap<>();

    /**
     * The sums of a bucket.
     *
     * @param weighed the sum of (hash mod {@link #WEIGHTS}) · fen, so that exchanged amounts show
     */
    public record Sums(long count, long fen, BigInteger weighed) {

        static final Sums NONE = new Sums(0, 0, BigInteger.ZERO);

        Sums plus(Sums other) {
            return new Sums(count + other.count, fen + other.fen, weighed.add(other.weighed));
        }
    }

    /** As databases do it. */
    public static long hash(String number) {
        var crc = new CRC32();
        crc.update(number.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    /** What is hashed of a debit: another bank's is another one. */
    static String key(String bank, String number) {
        return bank + ":" + number;
    }

    static int of(String key) {
        return (int) (hash(key) % BUCKETS);
    }

    void add(String key, long fen) {
        BigInteger weight = BigInteger.valueOf(hash(key) % WEIGHTS);
        add(of(key), new Sums(1, fen, weight.multiply(BigInteger.valueOf(fen))));
    }

    /** Adds sums by bucket. */
    public void addAll(Map<Integer, Sums> more) {
        more.forEach(this::add);
    }

    private void add(int bucket, Sums more) {
        sums.merge(bucket, more, Sums::plus);
    }

    /** The buckets whose sums are not the same. */
    Set<Integer> differing(NumberBuckets other) {
        var differing = new HashSet<>(sums.keySet());
        differing.addAll(other.sums.keySet());
        differing.removeIf(bucket ->
                sums.getOrDefault(bucket, Sums.NONE)
                        .equals(other.sums.getOrDefault(bucket, Sums.NONE)));
        return differing;
    }

    Sums total() {
        return sums.values().stream().reduce(Sums.NONE, Sums::plus);
    }
}
