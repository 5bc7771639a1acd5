package io.hongbao.contracts.ticket;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to which packet, in which words, until when.
 *
 * @param user the user who acts; null for calls that act for no single user ({@code BATCH})
 * @param packet the packet it is for; null for operations that have none
 * @param digest a {@link RequestDigest} of the call
 * @param until the first instant at which the ticket is refused, in whole milliseconds
 */
public record Ticket(
        Operation operation,
        @Nullable UserId user,
        @Nullable OrderNumber packet,
        String digest,
        Instant until) {

    /** A ticket for a call that is made now. */
    public static Ticket of(
            Operation operation,
            @Nullable UserId user,
            @Nullable OrderNumber packet,
            String digest,
            Instant now) {
        Instant until = now.truncatedTo(ChronoUnit.MILLIS).plus(Tickets.LIFE);
        return new Ticket(operation, user, packet, digest, until);
    }

    /** A ticket for a call of many items that is made now. */
    public static Ticket ofBatch(String path, Instant now) {
        return of(Operation.BATCH, null, null, RequestDigest.ofBatch(path), now);
    }
}
