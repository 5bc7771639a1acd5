package io.hongbao.contracts.call;

import java.time.Instant;

/**
 * What the pay service asks about a packet before a payment, for showing only ({@code GET} {@link
 * #PATH} + order number with a {@code VIEW_SUMMARY} ticket of the asking user).
 *
 * @param state the stored state
 */
public record PacketSummary(
        String orderNumber, long senderId, long totalFen, String state, Instant payBy) {

    public static final String PATH = "/internal/v1/summaries/";
}
