package io.hongbao.packet.momentapi;

import java.time.Instant;

/**
 * What a poster is told of the moment made.
 *
 * @param momentId the link
 * @param commitment proves later that who pays what was fixed now
 */
record PostAnswer(
        String momentId,
        long fromFen,
        long toFen,
        String text,
        String commitment,
        Instant endsAt) {}
