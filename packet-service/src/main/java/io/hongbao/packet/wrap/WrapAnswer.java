package io.hongbao.packet.wrap;

import io.hongbao.packet.state.StoredState;
import java.time.Instant;

/**
 * What a sender is told of the packet made.
 *
 * @param packetId the link
 * @param payTicket what pays it
 * @param commitment proves later that the amounts were fixed now
 */
record WrapAnswer(
        String packetId,
        StoredState state,
        long totalFen,
        int shares,
        Instant payBy,
        String payTicket,
        String commitment) {}
