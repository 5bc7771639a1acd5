package io.hongbao.packet.lane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.events.outbox.OutboxRelay;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.GroupCommit;
import io.hongbao.lanes.commit.IsolateLockedRows;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.hongbao.packet.breaker.SetBreaker;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.PacketOutcome;
import io.hongbao.packet.lane.ReadCommand.FindDue;
import io.hongbao.packet.lane.ReadCommand.ReadPacket;
import io.hongbao.packet.order.OrderNumbers;
import io.hongbao.packet.order.SetClock;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.store.PacketReads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;

/**
 * All lanes of one SET. Table y belongs to lane y mod L, so everything that changes a packet meets
 * in one lane of this process. Reads have lanes of their own, and wait for no commit.
 *
 * <p>While the SET is out, every command is refused at once with {@link Unavailable}, and nothing
 * of the lanes is touched.
 *
 * <p>Every future completes, with an outcome or a {@link io.hongbao.lanes.fault.LaneFault}; nothing
 * slow may be chained to it without {@code Async}.
 */
public final class PacketLanes implements AutoCloseable {

    private final PacketMemory memory;
    private final SetClock setClock;
    private final SetBreaker breaker;
    private final List<Lane<PacketCommand<?>, PacketOutcome>> changes = new ArrayList<>();
    private final List<Lane<ReadCommand<?>, Object>> reads = new ArrayList<>();

    /**
     * How a SET's lanes run.
     *
     * @param changeLanes lanes, and so connections, for changes
     * @param readLanes lanes, and so connections, for reads
     * @param queueMax the most commands that wait in one lane
     * @param batchMax the most commands of one commit
     * @param numbersLeased the size of a range of order numbers
     * @param limits of the sessions
     */
    public record LaneSizes(
            int changeLanes,
            int readLanes,
            int queueMax,
            int batchMax,
            int numbersLeased,
            SessionLimits limits) {}

    /**
     * What the lanes work with.
     *
     * @param owned whether a table is this instance's now: new packets go there
     */
    public record LaneContext(
            PacketMemory memory,
            PacketAmounts amounts,
            PacketEvents events,
            SetClock setClock,
            OutboxRelay relay,
            ConnectionSource source,
            SetBreaker breaker,
            IntPredicate owned) {}

    private PacketLanes(LaneContext context) {
        memory = context.memory();
        setClock = context.setClock();
        breaker = context.breaker();
    }

    public static PacketLanes start(
            SetId set,
            LaneSizes sizes,
            LaneContext context,
            InstantSource clock,
            MeterRegistry registry) {
        var lanes = new PacketLanes(context);
        for (int lane = 0; lane < sizes.changeLanes(); lane++) {
            var numbers = new HashMap<Integer, OrderNumbers>();
            for (int table = lane; table < OrderNumber.TABLES; table += sizes.changeLanes()) {
                numbers.put(
                        table,
                        new OrderNumbers(set, table, sizes.numbersLeased(), context.setClock()));
            }
            String name = "set-" + set + "-" + lane;
            lanes.changes.add(
                    Lane.start(
                            settings(name, "change", sizes),
                            new GroupCommit<>(
                                    connection(name, sizes, context, registry),
                                    new IsolateLockedRows<>(
                                            new ChangePackets(
                                                    set,
                                                    context,
                                                    new WrapNumbers(
                                                            numbers,
                                                            context.setClock(),
                                                            context.owned()),
                                                    registry),
                                            ChangePackets::lockedBy,
                                            PacketReads::locked)),
                            clock,
                            registry));
        }
        for (int lane = 0; lane < sizes.readLanes(); lane++) {
            String name = "set-" + set + "-read-" + lane;
            lanes.reads.add(
                    Lane.start(
                            settings(name, "read", sizes),
                            new GroupCommit<>(
                                    connection(name, sizes, context, registry),
                                    new ReadPackets(context.memory(), context.setClock())),
                            clock,
                            registry));
        }
        return lanes;
    }

    private static LaneConnection connection(
            String name, LaneSizes sizes, LaneContext context, MeterRegistry registry) {
        return new LaneConnection(
                name, context.source(), sizes.limits(), registry, context.breaker().listener());
    }

    private static LaneSettings settings(String name, String kind, LaneSizes sizes) {
        return LaneSettings.of(name, kind)
                .withQueueMax(sizes.queueMax())
                .withBatchMax(sizes.batchMax());
    }

    /** Queues a command in the lane of its table. What its outcome tells is committed. */
    public <R extends PacketOutcome> CompletableFuture<R> submit(
            PacketCommand<R> command, Instant deadline) {
        return submit(changes, command.table(), command, deadline);
    }

    /** The packet as last committed; empty when there is none. */
    public CompletableFuture<Optional<PacketState>> read(OrderNumber number, Instant deadline) {
        return submit(reads, number.table(), new ReadPacket(number), deadline);
    }

    /** Packets of a table whose time has been over for {@code dueFor}, the longest due first. */
    public CompletableFuture<List<OrderNumber>> due(
            int table, Duration dueFor, int rowsMax, Instant deadline) {
        return submit(reads, table, new FindDue(table, dueFor, rowsMax), deadline);
    }

    @SuppressWarnings("unchecked") // The handler answers each command with its own type.
    private <C, R> CompletableFuture<R> submit(
            List<? extends Lane<? super C, ?>> lanes, int table, C command, Instant deadline) {
        Optional<Unavailable> out = breaker.refusal();
        return out.isPresent()
                ? CompletableFuture.failedFuture(out.get())
                : (CompletableFuture<R>) lanes.get(table % lanes.size()).submit(command, deadline);
    }

    /** Answers what waits in all lanes with {@code fault}: it was not handled. */
    public void refuseWaiting(LaneFault fault) {
        changes.forEach(lane -> lane.refuseWaiting(fault));
        reads.forEach(lane -> lane.refuseWaiting(fault));
    }

    public PacketMemory memory() {
        return memory;
    }

    /** The SET's time, by estimate. */
    public Instant now() {
        return setClock.now();
    }

    /** Handles what waits for a bounded time, and closes the connections. */
    @Override
    public void close() {
        // All at once, so that the wait for one is the wait for all.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            changes.forEach(lane -> threads.execute(lane::close));
            reads.forEach(lane -> threads.execute(lane::close));
        }
    }
}
