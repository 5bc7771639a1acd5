package io.hongbao.reconcile.read;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code send_order_N}, as it is stored.
 *
 * @param place where it was found: SET and table
 * @param recipients user ids with commas, or null
 */
public record SendOrderRow(
        String place,
        String orderNo,
        long senderId,
        String kind,
        long totalFen,
        int shareCount,
        @Nullable String recipients,
        String wrapKey,
        String state,
        long fenLeft,
        int sharesLeft,
        Times times) {

    /** When it was, or is to be, paid and ended, and for how long it can be opened; UTC. */
    public record Times(
            Duration lifetime,
            LocalDateTime payBy,
            @Nullable LocalDateTime paidAt,
            @Nullable LocalDateTime expiresAt,
            @Nullable LocalDateTime endedAt,
            @Nullable LocalDateTime dueAt) {}

    public static final String UNPAID = "UNPAID";
    public static final String ACTIVE = "ACTIVE";
    public static final String FINISHED = "FINISHED";
    public static final String REFUNDED = "REFUNDED";
    public static final String CLOSED = "CLOSED";

    /** Whether money moved for it, as far as the SET knows. */
    public boolean paid() {
        return state.equals(ACTIVE) || state.equals(FINISHED) || state.equals(REFUNDED);
    }

    public boolean refunded() {
        return state.equals(REFUNDED);
    }
}
