package io.hongbao.packet.set;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.OutboxRelay;
import io.hongbao.events.outbox.OutboxSweeper;
import io.hongbao.events.outbox.SweepSettings;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.database.CheckedSource;
import io.hongbao.lanes.database.DatabaseIdentity;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.breaker.SetBreaker;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.packet.lane.PacketLanes;
import io.hongbao.packet.lane.PacketMemory;
import io.hongbao.packet.momentlane.MomentLane;
import io.hongbao.packet.order.SetClock;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.pay.PayService;
import io.hongbao.packet.pay.PayServiceSilent;
import io.hongbao.packet.schema.AmountRule;
import io.hongbao.packet.schema.SetIdentity;
import io.hongbao.packet.schema.SetSchema;
import io.hongbao.packet.store.PacketReads;
import io.hongbao.packet.store.WriteProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;

/**
 * Makes a SET ready: its schema, the checks that it is durable and the right one, its lanes and its
 * outbox.
 */
@Component
public final class ConnectSet {

    /**
     * Once in so many seconds, for {@link #TAKEOVER_LASTS_SECONDS}, other instances' rows are swept
     * too.
     */
    private static final long TAKEOVER_EVERY_SECONDS = 60;

    private static final long TAKEOVER_LASTS_SECONDS = 2;

    /** For the answer that the wait for a row was too long. */
    private static final Duration LOCK_SPARE = Duration.ofMillis(250);

    private static final int SWEEP_ROWS_MAX = 100;
    private static final int SWEEP_BATCHES_MAX = 1_000;

    private final SetSettings settings;
    private final SetContext context;
    private final Clock clock;
    private final MeterRegistry registry;

    /** What all SETs share: how amounts and events are made, the ways out, and limits. */
    public record SetContext(
            PacketAmounts amounts,
            PacketEvents events,
            EventPublisher publisher,
            TableOwners owners,
            BreakerSettings breaker,
            PayService payService,
            MomentLane.MomentShared moments) {}

    public ConnectSet(
            SetSettings settings, SetContext context, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.context = context;
        this.clock = clock;
        this.registry = registry;
    }

    /** A SET that can be started: its database was found usable. */
    record ReadySet(
            SetEntry entry, CountedSource source, SessionLimits limits, SetClock setClock) {}

    /**
     * Finds the SET's database usable: reachable, durable, its own, with its schema, its packets'
     * amounts by the rule of now. Makes it its own when nobody has used it, its entry calls it new,
     * and no wallet knows an order number of the SET: numbers would else be given out twice. Throws
     * when it is not usable now, {@link PayServiceSilent} when that is not known. A repeat is
     * harmless.
     */
    ReadySet connect(SetEntry entry) throws SQLException {
        SessionLimits limits =
                new SessionLimits(
                        settings.connectMax(),
                        settings.answerMax(),
                        lockWaitMax(settings.answerMax()),
                        SessionLimits.DEFAULT.silenceMax(),
                        SessionLimits.DEFAULT.idleMax());
        ConnectionSource unchecked = settings.sourceOf(entry, limits);
        var durable = CheckedSource.durable(unchecked);
        var setClock = new SetClock(clock);
        DatabaseIdentity identity = SetIdentity.of(entry.id());
        boolean isUnclaimed;
        // Asked first, with short limits: Flyway would wait long for a host that does not answer.
        try (Connection connection = durable.connect()) {
            setClock.observe(PacketReads.now(connection));
            isUnclaimed = identity.isUnclaimed(connection, entry.isNew());
        }
        if (isUnclaimed && context.payService().paidSets().contains(entry.id())) {
            throw new SQLNonTransientConnectionException(
                    "must not be empty, since wallets hold payments for packets of SET "
                            + entry.id(),
                    "08004");
        }
        SetSchema.migrate(entry.url(), settings.username(), settings.password());
        try (Connection connection = durable.connect()) {
            AmountRule.check(connection);
            identity.claim(connection);
        }
        var source = new CountedSource(CheckedSource.of(identity, unchecked));
        return new ReadySet(entry, source, limits, setClock);
    }

    /**
     * Less than an answer may take, so that a locked row is told from a database that is lost; in
     * whole seconds, and at least as long as elsewhere.
     */
    private static Duration lockWaitMax(Duration answerMax) {
        Duration whole = Duration.ofSeconds(answerMax.minus(LOCK_SPARE).toSeconds());
        Duration least = SessionLimits.DEFAULT.lockWaitMax();
        return whole.compareTo(least) > 0 ? whole : least;
    }

    /**
     * Starts what works on the SET. Asks no database.
     *
     * @param rememberedMax this SET's part of the memory of the process
     */
    SetHandle start(ReadySet ready, long rememberedMax) {
        SetEntry entry = ready.entry();
        CountedSource source = ready.source();
        SessionLimits limits = ready.limits();
        SetClock setClock = ready.setClock();
        var memory = new PacketMemory(rememberedMax, settings.trust(), System::nanoTime);
        SetBreaker breaker = breaker(entry, limits);
        String name = "set-" + entry.id();
        var relay =
                new OutboxRelay(
                        OutboxRelay.settings(name),
                        settings.outboxEventsMax(),
                        new LaneConnection(
                                name + "-relay", source, limits, registry, breaker.listener()),
                        context.publisher(),
                        registry);
        var sweeper =
                new OutboxSweeper(
                        new SweepSettings(
                                name,
                                OrderNumber.TABLES,
                                Duration.ofSeconds(1),
                                settings.sweepAge(),
                                SWEEP_ROWS_MAX,
                                SWEEP_BATCHES_MAX),
                        ownedTables(entry, breaker),
                        new LaneConnection(
                                name + "-sweeper", source, limits, registry, breaker.listener()),
                        context.publisher(),
                        setClock::now,
                        registry);
        var sizes =
                new PacketLanes.LaneSizes(
                        settings.lanes(),
                        settings.readLanes(),
                        settings.queueMax(),
                        settings.batchMax(),
                        settings.numbersLeased(),
                        limits);
        var lanes =
                PacketLanes.start(
                        entry.id(),
                        sizes,
                        new PacketLanes.LaneContext(
                                memory,
                                context.amounts(),
                                context.events(),
                                setClock,
                                relay,
                                source,
                                breaker,
                                table -> context.owners().owns(entry, table)),
                        clock,
                        registry);
        var moments =
                MomentLane.start(
                        entry.id(),
                        sizes,
                        new MomentLane.LaneContext(
                                context.moments(), setClock, relay, source, breaker),
                        clock,
                        registry);
        breaker.whenOut(out -> {
            lanes.refuseWaiting(out);
            moments.refuseWaiting(out);
        });
        sweeper.start();
        return new SetHandle(
                entry,
                lanes,
                moments,
                breaker,
                new SetHandle.OutboxWorkers(relay, sweeper),
                source);
    }

    /** Probes have connections of their own, with limits that are shorter than the lanes'. */
    private SetBreaker breaker(SetEntry entry, SessionLimits limits) {
        Duration probeMax = context.breaker().probeMax();
        var shorter =
                new SessionLimits(
                        probeMax,
                        probeMax,
                        limits.lockWaitMax(),
                        limits.silenceMax(),
                        limits.idleMax());
        var probe =
                new WriteProbe(
                        CheckedSource.of(
                                SetIdentity.of(entry.id()), settings.sourceOf(entry, shorter)));
        return new SetBreaker(entry.id().toString(), context.breaker(), probe, registry);
    }

    /**
     * Its own tables; now and then those of the SET's other owners, which may live and still not
     * reach the SET. Published twice is harmless. None while the SET is out.
     */
    private IntPredicate ownedTables(SetEntry entry, SetBreaker breaker) {
        return table ->
                breaker.inService()
                        && (context.owners().owns(entry, table)
                                || (clock.instant().getEpochSecond() % TAKEOVER_EVERY_SECONDS
                                                < TAKEOVER_LASTS_SECONDS
                                        && context.owners().serves(entry)));
    }
}
