package io.hongbao.packet.lane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.events.outbox.Outbox;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.lanes.commit.CommitHandler;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.packet.decide.Change;
import io.hongbao.packet.decide.Decisions;
import io.hongbao.packet.decide.Facts;
import io.hongbao.packet.decide.Facts.KnownPacket;
import io.hongbao.packet.decide.Facts.WrapEntry;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.PacketOutcome;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.lane.PacketLanes.LaneContext;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.packet.store.PacketReads;
import io.hongbao.packet.store.PacketWrites;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Handles everything that waits in one lane as one database transaction: decided in memory, written
 * under compares, committed, remembered, answered.
 *
 * <p>Memory is only an optimisation. A change that rests on a wrong memory misses its compare,
 * which rolls all of it back; then, and when the answer to a commit is lost, the packets are
 * forgotten, read again under locks, and the batch is decided again. A refusal rests on memory only
 * when the packet has ended.
 */
final class ChangePackets implements CommitHandler<PacketCommand<?>, PacketOutcome> {

    /** Keys, then packets, then packets that expired between two readings of the clock. */
    private static final int READS_MAX = 5;

    private final WrapNumbers numbers;
    private final LaneContext context;
    private final Counter missedCompares;
    private final Counter orders;

    /**
     * Makes the handler of a lane.
     *
     * @param numbers of new packets
     */
    ChangePackets(SetId set, LaneContext context, WrapNumbers numbers, MeterRegistry registry) {
        this.context = context;
        this.numbers = numbers;
        missedCompares = registry.counter("hongbao.packet.missed.compares", "set", set.toString());
        orders = registry.counter("hongbao.set.orders", "set", set.toString());
    }

    @Override
    public List<PacketOutcome> handle(LaneConnection connection, List<PacketCommand<?>> batch) {
        return DecideAgain.untilWritten(
                missedCompares,
                attempt -> {
                    if (attempt > 1) {
                        forget(batch);
                    }
                    try {
                        return attempt(connection, batch, attempt == 1);
                    } catch (OutcomeUnknown fault) {
                        forget(batch);
                        throw fault;
                    }
                });
    }

    /** What a database transaction did, to be acted on after its commit. */
    private record Effects(
            Decisions decisions,
            List<Change> changes,
            List<PacketState> read,
            Map<WrapKey, WrapEntry> wraps,
            List<OutboxEvent> events,
            long outboxId) {}

    private List<PacketOutcome> attempt(
            LaneConnection connection, List<PacketCommand<?>> batch, boolean trustMemory) {
        var known = remembered(batch, trustMemory);
        var wraps = trustMemory ? rememberedWraps(batch) : null;
        // Deciding takes numbers each time: from memory, and again after each reading.
        numbers.reserve(
                batch,
                1 + READS_MAX,
                (table, size) ->
                        connection.inTransaction(
                                session -> PacketReads.lease(session, table, size)));
        Decisions fromMemory = decide(batch, new Facts(known, wraps, context.setClock().now()));
        if (fromMemory.settled() && fromMemory.changes().isEmpty()) {
            return fromMemory.outcomes();
        }
        Effects written =
                connection.inTransaction(
                        session -> write(session, batch, known, wraps, fromMemory));
        remember(written);
        if (!written.events().isEmpty()) {
            context.relay().publish(written.outboxId(), written.events());
        }
        List<PacketOutcome> outcomes = written.decisions().outcomes();
        int wrapped = 0;
        for (PacketOutcome outcome : outcomes) {
            wrapped += outcome instanceof WrapOutcome.Wrapped ? 1 : 0;
        }
        orders.increment(wrapped);
        return outcomes;
    }

    private Map<OrderNumber, KnownPacket> remembered(
            List<PacketCommand<?>> batch, boolean trustMemory) {
        var known = new HashMap<OrderNumber, KnownPacket>();
        for (OrderNumber number : packetsOf(batch)) {
            PacketState packet = context.memory().newest(number);
            if (packet != null && (trustMemory || packet.state().ended())) {
                known.put(number, KnownPacket.remembered(packet));
            }
        }
        return known;
    }

    /**
     * A key that is not among them is taken for a new one: when somebody else used it, the insert
     * says so, and then all keys of the batch are read.
     */
    private Map<WrapKey, WrapEntry> rememberedWraps(List<PacketCommand<?>> batch) {
        var wraps = new HashMap<WrapKey, WrapEntry>();
        for (WrapKey key : wrapKeysOf(batch)) {
            WrapEntry entry = context.memory().wrap(key);
            if (entry != null) {
                wraps.put(key, entry);
            }
        }
        return wraps;
    }

    private void remember(Effects committed) {
        PacketMemory memory = context.memory();
        committed.read().forEach(memory::remember);
        committed.wraps().forEach(memory::remember);
        for (Change change : committed.changes()) {
            memory.remember(change.after());
            if (change instanceof Change.Wrapped(var packet, var fingerprint)) {
                memory.remember(
                        new WrapKey(packet.terms().sender(), packet.terms().wrapKey()),
                        new WrapEntry(packet.number(), fingerprint));
            }
        }
    }

    /** Reads what has to be certain, decides, and writes. */
    private Effects write(
            Connection session,
            List<PacketCommand<?>> batch,
            Map<OrderNumber, KnownPacket> known,
            @Nullable Map<WrapKey, WrapEntry> wrapsKnown,
            Decisions fromMemory)
            throws SQLException {
        var read = new ArrayList<PacketState>();
        Map<WrapKey, WrapEntry> wraps = wrapsKnown;
        Decisions decisions = fromMemory;
        for (int reads = 0; !decisions.settled(); reads++) {
            if (reads == READS_MAX) {
                throw new IllegalStateException("must be settled: reads=" + reads);
            }
            Instant now = context.setClock().now();
            if (decisions.wrapsToRead()) {
                wraps = PacketReads.lockWraps(session, wrapKeysOf(batch));
            }
            if (!decisions.toRead().isEmpty()) {
                Map<OrderNumber, PacketState> found = PacketReads.lock(session, decisions.toRead());
                for (OrderNumber number : decisions.toRead()) {
                    known.put(number, KnownPacket.read(found.get(number)));
                }
                read.addAll(found.values());
                now = PacketReads.now(session);
                context.setClock().observe(now);
            }
            decisions = decide(batch, new Facts(known, wraps, now));
        }
        List<Change> changes = decisions.changes();
        List<OutboxEvent> told = context.events().of(changes);
        return new Effects(
                decisions,
                changes,
                read,
                wraps == null ? Map.of() : wraps,
                told,
                write(session, changes, told));
    }

    /** The changes and the row that tells of them, in one round trip; the row's id, or 0. */
    private long write(Connection session, List<Change> changes, List<OutboxEvent> told)
            throws SQLException {
        SqlScript script = new SqlScript().addAll(PacketWrites.statements(changes));
        if (told.isEmpty()) {
            script.run(session);
            return 0;
        }
        int table = changes.getFirst().after().number().table();
        return script.add(Outbox.row(table, told, context.setClock().now())).runForKey(session);
    }

    private Decisions decide(List<PacketCommand<?>> batch, Facts facts) {
        return Decisions.of(batch, facts, context.amounts()::of, numbers::next);
    }

    private void forget(List<PacketCommand<?>> batch) {
        packetsOf(batch).forEach(context.memory()::forget);
    }

    private static Set<OrderNumber> packetsOf(List<PacketCommand<?>> batch) {
        var numbers = new LinkedHashSet<OrderNumber>();
        for (PacketCommand<?> command : batch) {
            if (command instanceof PacketCommand.OfPacket<?> ofPacket) {
                numbers.add(ofPacket.number());
            }
        }
        return numbers;
    }

    /** The packets whose rows the command locks; none for a wrap, which makes a new one. */
    static Set<OrderNumber> lockedBy(PacketCommand<?> command) {
        return packetsOf(List.of(command));
    }

    private static List<WrapKey> wrapKeysOf(List<PacketCommand<?>> batch) {
        var keys = new ArrayList<WrapKey>();
        for (PacketCommand<?> command : batch) {
            if (command instanceof PacketCommand.Wrap wrap) {
                keys.add(wrap.key());
            }
        }
        return keys;
    }
}
