package io.hongbao.pay.limit;

import java.time.Instant;
import java.util.Locale;

/** A limit that a call would exceed, until then. */
public record LimitHit(Limit limit, Instant until) {

    /** Which. */
    public enum Limit {
        SENT_FEN,
        SENT_COUNT,
        TOPPED_UP_FEN,
        TOPPED_UP_COUNT,
        DECLINES,
        NEW_CARDS;

        /** As it is told, in answers and metrics. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
