package io.hongbao.packet.set;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.outbox.EventPublisher;
import io.hongbao.lanes.outbox.OutboxRelay;
import io.hongbao.lanes.outbox.OutboxSweeper;
import io.hongbao.lanes.outbox.SweepSettings;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.packet.lane.PacketLanes;
import io.hongbao.packet.lane.PacketMemory;
import io.hongbao.packet.order.SetClock;
import io.hongbao.packet.store.DurableSource;
import io.hongbao.packet.store.PacketReads;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntPredicate;
import org.flywaydb.core.Flyway;

/** Makes a SET ready: its schema, the check that it is durable, its lanes and its outbox. */
public final class OpenSet {

    /**
     * Once in so many seconds, for {@link #TAKEOVER_LASTS_SECONDS}, other instances' rows are swept
     * too.
     */
    private static final long TAKEOVER_EVERY_SECONDS = 60;

    private static final long TAKEOVER_LASTS_SECONDS = 2;
    private static final int SWEEP_ROWS_MAX = 100;
    private static final int SWEEP_BATCHES_MAX = 1_000;

    private final SetSettings settings;
    private final PacketAmounts amounts;
    private final PacketEvents events;
    private final EventPublisher publisher;
    private final TableOwners owners;
    private final Clock clock;
    private final MeterRegistry registry;

    /** What all SETs share: how amounts and events are made, and the way to Kafka. */
    public record Shared(
            PacketAmounts amounts,
            PacketEvents events,
            EventPublisher publisher,
            TableOwners owners) {}

    public OpenSet(SetSettings settings, Shared shared, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.amounts = shared.amounts();
        this.events = shared.events();
        this.publisher = shared.publisher();
        this.owners = shared.owners();
        this.clock = clock;
        this.registry = registry;
    }

    /**
     * Opens the SET, or throws when its database cannot be used now. A repeat is harmless.
     *
     * @param rememberedMax this SET's part of the memory of the process
     */
    SetHandle open(SetEntry entry, long rememberedMax) throws SQLException {
        SessionLimits limits =
                new SessionLimits(
                        settings.connectMax(),
                        settings.answerMax(),
                        SessionLimits.DEFAULT.lockWaitMax(),
                        SessionLimits.DEFAULT.silenceMax(),
                        SessionLimits.DEFAULT.idleMax());
        var source =
                new DurableSource(
                        new MysqlSource(
                                entry.url(), settings.username(), settings.password(), limits));
        var setClock = new SetClock(clock);
        // Asked first, with short limits: Flyway would wait long for a host that does not answer.
        try (Connection connection = source.open()) {
            setClock.observe(PacketReads.now(connection));
        }
        migrate(entry);
        var memory = new PacketMemory(rememberedMax, settings.trust(), clock);
        return start(entry, source, limits, new Parts(setClock, memory));
    }

    private void migrate(SetEntry entry) {
        Flyway.configure()
                .dataSource(entry.url(), settings.username(), settings.password())
                .jdbcProperties(Map.of("connectTimeout", "5000", "socketTimeout", "60000"))
                .locations("classpath:db/set")
                .load()
                .migrate();
    }

    /** What a SET knows of time and packets. */
    private record Parts(SetClock clock, PacketMemory memory) {}

    private SetHandle start(
            SetEntry entry, DurableSource source, SessionLimits limits, Parts parts) {
        String name = "set-" + entry.id();
        var relay =
                OutboxRelay.start(
                        OutboxRelay.settings(name),
                        settings.outboxEventsMax(),
                        new LaneConnection(name + "-relay", source, limits, registry),
                        publisher,
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
                        ownedTables(entry),
                        new LaneConnection(name + "-sweeper", source, limits, registry),
                        publisher,
                        parts.clock()::now,
                        registry);
        var lanes =
                PacketLanes.start(
                        entry.id(),
                        new PacketLanes.Sizes(
                                settings.lanes(),
                                settings.readLanes(),
                                settings.queueMax(),
                                settings.batchMax(),
                                settings.numbersLeased(),
                                limits),
                        new PacketLanes.Parts(
                                parts.memory(), amounts, events, parts.clock(), relay, source),
                        clock,
                        registry);
        sweeper.start();
        return new SetHandle(entry, lanes, relay, sweeper);
    }

    /** Its own tables; now and then all, for owners that are gone. Published twice is harmless. */
    private IntPredicate ownedTables(SetEntry entry) {
        return table ->
                owners.owns(entry, table)
                        || clock.instant().getEpochSecond() % TAKEOVER_EVERY_SECONDS
                                < TAKEOVER_LASTS_SECONDS;
    }
}
