package io.hongbao.packet.set;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.events.outbox.OutboxRelay;
import io.hongbao.events.outbox.OutboxSweeper;
import io.hongbao.packet.breaker.SetBreaker;
import io.hongbao.packet.lane.PacketLanes;
import io.hongbao.packet.momentlane.MomentLane;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.store.SetBacklog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Everything that belongs to one SET, shared with no other: lanes and their connections, memory,
 * breaker, outbox. Passed explicitly to whoever works on a packet of the SET.
 */
public final class SetHandle implements AutoCloseable {

    private final SetEntry entry;
    private final PacketLanes lanes;
    private final MomentLane moments;
    private final SetBreaker breaker;
    private final OutboxWorkers outbox;
    private final CountedSource source;
    private final ReadsUnderWay reads = new ReadsUnderWay();

    /** What publishes the SET's events. */
    record OutboxWorkers(OutboxRelay relay, OutboxSweeper sweeper) {}

    SetHandle(
            SetEntry entry,
            PacketLanes lanes,
            MomentLane moments,
            SetBreaker breaker,
            OutboxWorkers outbox,
            CountedSource source) {
        this.entry = entry;
        this.lanes = lanes;
        this.moments = moments;
        this.breaker = breaker;
        this.outbox = outbox;
        this.source = source;
    }

    public SetId id() {
        return entry.id();
    }

    /** As it was when the SET was connected; its weight may be another one now. */
    public SetEntry entry() {
        return entry;
    }

    public PacketLanes lanes() {
        return lanes;
    }

    public MomentLane moments() {
        return moments;
    }

    /** Whether the SET is in service, and what part of its weight it gets. */
    public SetBreaker breaker() {
        return breaker;
    }

    /**
     * The packet as it can be shown: from memory when it is active or has ended and this instance
     * saw it just now, else as last committed. Empty when there is none, and for a view of a
     * moment: nobody is shown it as a packet. What is remembered is shown while the SET is out,
     * too: it is as true as it was.
     */
    public CompletableFuture<Optional<PacketState>> look(OrderNumber number, Instant deadline) {
        Optional<PacketState> remembered =
                lanes.memory().trusted(number).filter(packet -> showable(packet));
        CompletableFuture<Optional<PacketState>> found =
                remembered.isPresent()
                        ? CompletableFuture.completedFuture(remembered)
                        : reads.read(number, this::showable, () -> lanes.read(number, deadline));
        return found.thenApply(packet -> packet.filter(it -> !it.terms().ofMoment()));
    }

    /** What would be refused is read again first. */
    private boolean showable(PacketState packet) {
        return switch (packet.state()) {
            case FINISHED, REFUNDED -> true;
            case ACTIVE -> !packet.expired(lanes.now());
            case UNPAID, CLOSED -> false;
        };
    }

    /** Connections to the SET now. */
    public int connections() {
        return source.inUse();
    }

    /** Asks the SET what it still has to do. */
    SetBacklog left() throws SQLException {
        try (Connection connection = source.connect()) {
            return SetBacklog.read(connection);
        }
    }

    /** This SET's part of the memory of the process. */
    void rememberAtMost(long weight) {
        lanes.memory().weighAtMost(weight);
    }

    /** Publishes now what is old in the outbox; the number of rows. It also happens by itself. */
    int sweep() {
        return outbox.sweeper().sweep();
    }

    /** Handles what waits, publishes what is committed, both for a bounded time. */
    @Override
    public void close() {
        breaker.close();
        lanes.close();
        moments.close();
        outbox.sweeper().close();
        outbox.relay().close();
    }
}
