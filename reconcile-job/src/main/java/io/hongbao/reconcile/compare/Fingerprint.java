package io.hongbao.reconcile.compare;

/**
 * Number, sum and hash of the lines of a bucket.
 *
 * @param hash 64 bits, the exclusive or of one hash for each line, so the order does not count
 */
public record Fingerprint(long count, long fen, long hash) {

    public static final Fingerprint NONE = new Fingerprint(0, 0, 0);

    public Fingerprint plus(Fingerprint other) {
        return new Fingerprint(
                Math.addExact(count, other.count),
                Math.addExact(fen, other.fen),
                hash ^ other.hash);
    }
}
