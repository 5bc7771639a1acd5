package io.hongbao.contracts.call;

import java.time.Instant;

/**
 * What the pay service asks about packets, for showing only ({@link CombinedCalls#SUMMARIES_PATH},
 * each with a {@code VIEW_SUMMARY} ticket of the asking user).
 *
 * @param state as users see it: {@code EXPIRED} when it is active and over
 */
public record PacketSummary(
        String orderNumber,
        long senderId,
        long totalFen,
        long openedFen,
        int openedShares,
        String state,
        Instant payBy) {}
