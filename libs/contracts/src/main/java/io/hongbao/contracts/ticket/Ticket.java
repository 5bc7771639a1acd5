package io.hongbao.contracts.ticket;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to which packet, until when.
 *
 * @param user the user who acts; null for calls that act for no single user ({@code BATCH})
 * @param packet the packet it is for; null for operations that have none
 * @param until the first instant at which the ticket is refused, in whole milliseconds
 */
public record Ticket(
        Operation operation, @Nullable UserId user, @Nullable OrderNumber packet, Instant until) {}
