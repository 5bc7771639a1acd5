package io.hongbao.packet.momentlane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.events.outbox.OutboxRelay;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.GroupCommit;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.hongbao.packet.breaker.SetBreaker;
import io.hongbao.packet.lane.PacketLanes.LaneSizes;
import io.hongbao.packet.moment.DecideMoments;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.order.OrderNumbers;
import io.hongbao.packet.order.SetClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The lane of a SET's moments, of all its tables, with a connection of its own: whatever is asked
 * of moments takes no place in the lanes of packets. While the SET is out, every command is refused
 * at once with {@link Unavailable}.
 */
public final class MomentLane implements AutoCloseable {

    private final SetBreaker breaker;
    private final Lane<MomentCommand<?>, MomentOutcome> lane;

    /** What the lanes of all SETs share. */
    public record MomentShared(DecideMoments.Rules rules, SignEvents signEvents) {}

    /** What the lane works with. */
    public record LaneContext(
            MomentShared shared,
            SetClock setClock,
            OutboxRelay relay,
            ConnectionSource source,
            SetBreaker breaker) {}

    private MomentLane(SetBreaker breaker, Lane<MomentCommand<?>, MomentOutcome> lane) {
        this.breaker = breaker;
        this.lane = lane;
    }

    /**
     * Starts it.
     *
     * @param sizes as the lanes of packets have them
     */
    public static MomentLane start(
            SetId set,
            LaneSizes sizes,
            LaneContext context,
            InstantSource clock,
            MeterRegistry registry) {
        String name = "set-" + set + "-moments";
        var numbers =
                IntStream.range(0, OrderNumber.TABLES)
                        .mapToObj(table ->
                                new OrderNumbers(
                                        set, table, sizes.numbersLeased(), context.setClock()))
                        .toList();
        var connection =
                new LaneConnection(
                        name,
                        context.source(),
                        sizes.limits(),
                        registry,
                        context.breaker().listener());
        var missed = registry.counter("hongbao.moment.missed.compares", "set", set.toString());
        return new MomentLane(
                context.breaker(),
                Lane.start(
                        LaneSettings.of(name, "moment")
                                .withQueueMax(sizes.queueMax())
                                .withBatchMax(sizes.batchMax()),
                        new GroupCommit<>(connection, new ChangeMoments(context, numbers, missed)),
                        clock,
                        registry));
    }

    /** Queues a command. What its outcome tells is committed. */
    @SuppressWarnings("unchecked") // The handler answers each command with its own type.
    public <R extends MomentOutcome> CompletableFuture<R> submit(
            MomentCommand<R> command, Instant deadline) {
        Optional<Unavailable> out = breaker.refusal();
        return out.isPresent()
                ? CompletableFuture.failedFuture(out.get())
                : (CompletableFuture<R>) lane.submit(command, deadline);
    }

    /** Answers what waits with {@code fault}: it was not handled. */
    public void refuseWaiting(LaneFault fault) {
        lane.refuseWaiting(fault);
    }

    /** Handles what waits for a bounded time, and closes the connection. */
    @Override
    public void close() {
        lane.close();
    }
}
