package io.hongbao.reconcile.compare;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a side.
 *
 * @param place SET and table, or wallet shard
 * @param shard the wallet shard of its user; of a transfer or record, the shard that it is in
 * @param id its identity on both sides
 * @param at the business time; null where a line has none
 */
public record Line(
        String place,
        int shard,
        String orderNo,
        String id,
        long userId,
        long fen,
        String more,
        @Nullable Instant at) {

    /** As fingerprints see it. */
    boolean sameAs(Line other) {
        return shard == other.shard
                && userId == other.userId
                && fen == other.fen
                && more.equals(other.more)
                && Objects.equals(time(), other.time());
    }

    private @Nullable Long time() {
        return at == null ? null : at.getEpochSecond() >> Side.TIME_SHIFT;
    }

    /** For evidence. */
    public String told() {
        return String.format(
                Locale.ROOT,
                "%s: user %d, fen=%d%s%s",
                place,
                userId,
                fen,
                at == null ? "" : ", at " + at,
                more.isEmpty() ? "" : ", " + more);
    }
}
