package io.hongbao.packet.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the orders of a day in one table come to.
 *
 * @param paid packets that were paid, and what they cost
 * @param opened shares, and what they hold
 * @param refunded packets that were refunded, and what went back
 */
record DaySums(long packets, Subtotal paid, Subtotal opened, Subtotal refunded) {

    /** How many, and what they come to. */
    record Subtotal(long count, long fen) {

        static final Subtotal NONE = new Subtotal(0, 0);

        Subtotal plus(Subtotal other) {
            return new Subtotal(count + other.count, Math.addExact(fen, other.fen));
        }
    }

    static final DaySums NONE = new DaySums(0, Subtotal.NONE, Subtotal.NONE, Subtotal.NONE);

    DaySums plus(DaySums other) {
        return new DaySums(
                packets + other.packets,
                paid.plus(other.paid),
                opened.plus(other.opened),
                refunded.plus(other.refunded));
    }

    /** Whether all that was paid was opened or refunded. */
    boolean addUp() {
        return paid.fen() == Math.addExact(opened.fen(), refunded.fen());
    }

    /**
     * The sums, and what keeps a day from being archived.
     *
     * @param open packets that can still change: unpaid, active, or due
     * @param young paid packets that would still be shown as to be opened, were they not finished
     * @param foreign rows of another day
     * @param lastEndedAt when the last packet ended; null when there is none
     */
    record DayContents(
            DaySums sums, long open, long young, long foreign, @Nullable Instant lastEndedAt) {

        static final DayContents NOTHING = new DayContents(NONE, 0, 0, 0, null);

        DayContents plus(DayContents other) {
            return new DayContents(
                    sums.plus(other.sums),
                    open + other.open,
                    young + other.young,
                    foreign + other.foreign,
                    later(lastEndedAt, other.lastEndedAt));
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }
}
