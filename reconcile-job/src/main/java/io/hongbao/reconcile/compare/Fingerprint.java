package io.hongbao.reconcile.compare;

/**
 * Number, sum and hash of the lines of a bucket, in whatever order.
 *
 * @param hash 64 bits, the exclusive or of one hash for each line
 * @param weighed modulo 2^64, of lines that are counted together: the sum of one weight for each
 *     row
 */
public record Fingerprint(long count, long fen, long hash, long weighed) {

    public static final Fingerprint NONE = new Fingerprint(0, 0, 0, 0);

    /** Any odd number: what a count weighs beside fen. */
    private static final long COUNT = 0x9E37_79B9_7F4A_7C15L;

    static Fingerprint hashed(long count, long fen, long hash) {
        return new Fingerprint(count, fen, hash, 0);
    }

    /**
     * Of rows with 32-bit hashes.
     *
     * @param counts the sum of hash · count
     * @param low the sum of the lower 16 bits of the hash · fen
     * @param high the same of the upper 16 bits
     */
    static Fingerprint weighed(long count, long fen, long counts, long low, long high) {
        return new Fingerprint(count, fen, 0, COUNT * counts + low + (high << 16));
    }

    public Fingerprint plus(Fingerprint other) {
        return new Fingerprint(
                Math.addExact(count, other.count),
                Math.addExact(fen, other.fen),
                hash ^ other.hash,
                weighed + other.weighed);
    }
}
