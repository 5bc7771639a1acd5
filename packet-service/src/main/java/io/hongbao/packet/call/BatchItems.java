package io.hongbao.packet.call;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the items of batches: the ticket of each before anything else of it. */
public final class BatchItems {

    private final Tickets tickets;
    private final CallLimits limits;
    private final Clock clock;

    public BatchItems(Tickets tickets, CallLimits limits, Clock clock) {
        this.tickets = tickets;
        this.limits = limits;
        this.clock = clock;
    }

    /** One user's call, as its ticket permits it. */
    public record Permitted(UserId user, OrderNumber packet, Deadline deadline) {}

    /** Throws for a batch that is no batch. */
    public static void checkSize(CombinedCalls call) {
        int items = call.items().size();
        if (items < 1 || items > CombinedCalls.ITEMS_MAX) {
            throw ProblemException.field(
                    "items", "must be 1 to " + CombinedCalls.ITEMS_MAX + ": items=" + items);
        }
    }

    /**
     * Empty when the item's ticket is missing, wrong, too old or for something else.
     *
     * @param sentAtMs of the call that the item came with
     */
    public Optional<Permitted> permitted(
            CombinedCalls.@Nullable Item item, long sentAtMs, Operation operation, Instant now) {
        if (item == null) {
            return Optional.empty();
        }
        Optional<Ticket> checked = tickets.check(item.ticket(), now);
        if (checked.isEmpty()
                || checked.get().operation() != operation
                || !checked.get().digest().equals(RequestDigest.NONE)) {
            return Optional.empty();
        }
        UserId user = checked.get().user();
        OrderNumber packet = checked.get().packet();
        if (user == null || packet == null) {
            return Optional.empty();
        }
        long leftMs = Math.min(item.timeLeftMs(), limits.max().toMillis());
        var deadline = Deadline.of(Instant.ofEpochMilli(sentAtMs), Duration.ofMillis(leftMs), now);
        return Optional.of(new Permitted(user, packet, deadline));
    }

    public Instant now() {
        return clock.instant();
    }
}
