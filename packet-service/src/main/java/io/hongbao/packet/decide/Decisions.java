package io.hongbao.packet.decide;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.Facts.KnownPacket;
import io.hongbao.packet.decide.Facts.WrapEntry;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.WrapKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch of commands decided on facts, without any effect: what has to be read before anything is
 * certain, or else the changes to write and the outcomes to tell once they are committed.
 */
public final class Decisions {

    private final Facts facts;
    private final Function<PacketTerms, List<Money>> amounts;
    private final Supplier<OrderNumber> numbers;
    private final Map<OrderNumber, DecidePacket> packets = new LinkedHashMap<>();
    private final Map<WrapKey, WrapEntry> newWraps = new HashMap<>();
    private final Set<OrderNumber> toRead = new LinkedHashSet<>();
    private final Set<OrderNumber> refused = new LinkedHashSet<>();
    private final List<PacketOutcome> outcomes = new ArrayList<>();
    private boolean wrapsToRead;

    private Decisions(
            Facts facts,
            Function<PacketTerms, List<Money>> amounts,
            Supplier<OrderNumber> numbers) {
        this.facts = facts;
        this.amounts = amounts;
        this.numbers = numbers;
    }

    /**
     * Decides the batch, in its order.
     *
     * @param amounts of all shares of a packet, in the order of their opening
     * @param numbers the next unused order number
     */
    public static Decisions of(
            List<? extends PacketCommand<?>> batch,
            Facts facts,
            Function<PacketTerms, List<Money>> amounts,
            Supplier<OrderNumber> numbers) {
        var decisions = new Decisions(facts, amounts, numbers);
        for (PacketCommand<?> command : batch) {
            decisions.add(command);
        }
        decisions.doubtRefusals();
        return decisions;
    }

    private void add(PacketCommand<?> command) {
        @Nullable PacketOutcome outcome =
                switch (command) {
                    case PacketCommand.Wrap wrap -> wrap(wrap);
                    case PacketCommand.OfPacket<?> ofPacket -> ofPacket(ofPacket);
                };
        if (outcome != null) {
            outcomes.add(outcome);
        }
    }

    private @Nullable PacketOutcome ofPacket(PacketCommand.OfPacket<?> command) {
        KnownPacket known = facts.packets().get(command.number());
        DecidePacket packet = packetOf(command.number(), known);
        if (packet == null) {
            if (known == null || !known.certain()) {
                toRead.add(command.number());
                return null;
            }
            return notFound(command);
        }
        PacketOutcome outcome =
                switch (command) {
                    case PacketCommand.Open open ->
                            packet.open(
                                    open.user(),
                                    facts.now(),
                                    () -> amounts.apply(packet.state().terms()));
                    case PacketCommand.Activate activate -> packet.activate(activate, facts.now());
                    case PacketCommand.Expire _ -> packet.expire(facts.now());
                };
        if (outcome.refusal()) {
            refused.add(command.number());
        }
        return outcome;
    }

    private @Nullable DecidePacket packetOf(OrderNumber number, @Nullable KnownPacket known) {
        DecidePacket packet = packets.get(number);
        PacketState state = known == null ? null : known.packet();
        if (packet == null && known != null && state != null) {
            packet = new DecidePacket(state, known.certain());
            packets.put(number, packet);
        }
        return packet;
    }

    private static PacketOutcome notFound(PacketCommand.OfPacket<?> command) {
        return switch (command) {
            case PacketCommand.Open _ -> new OpenOutcome.NotFound();
            case PacketCommand.Activate _ -> new ActivateOutcome.NotFound();
            case PacketCommand.Expire _ -> new ExpireOutcome.NothingDue();
        };
    }

    private @Nullable PacketOutcome wrap(PacketCommand.Wrap wrap) {
        Map<WrapKey, WrapEntry> known = facts.wraps();
        if (known == null) {
            wrapsToRead = true;
            return null;
        }
        WrapEntry entry = newWraps.getOrDefault(wrap.key(), known.get(wrap.key()));
        if (entry == null) {
            return wrapNew(wrap);
        }
        if (!entry.fingerprint().equals(wrap.fingerprint())) {
            return new WrapOutcome.KeyReused();
        }
        KnownPacket packet = facts.packets().get(entry.number());
        DecidePacket before = packetOf(entry.number(), packet);
        if (before != null) {
            return new WrapOutcome.WrappedBefore(before.state());
        }
        if (packet != null && packet.certain()) {
            throw new IllegalStateException("must have a send order: number=" + entry.number());
        }
        toRead.add(entry.number());
        return null;
    }

    private WrapOutcome wrapNew(PacketCommand.Wrap wrap) {
        OrderNumber number = numbers.get();
        PacketState state =
                PacketState.wrapped(wrap.draft().terms(number, wrap.key(), facts.now()));
        newWraps.put(wrap.key(), new WrapEntry(number, wrap.fingerprint()));
        packets.put(number, DecidePacket.wrapped(state, wrap.fingerprint()));
        return new WrapOutcome.Wrapped(state);
    }

    /** What was refused on what is only remembered has to be read first. */
    private void doubtRefusals() {
        for (OrderNumber number : refused) {
            DecidePacket packet = packets.get(number);
            if (packet != null && !packet.sound()) {
                toRead.add(number);
            }
        }
    }

    /** Packets to read under a lock before this can be decided. */
    public Set<OrderNumber> toRead() {
        return toRead;
    }

    /** Whether the keys of the wraps have to be read before this can be decided. */
    public boolean wrapsToRead() {
        return wrapsToRead;
    }

    /** Whether nothing has to be read: then changes and outcomes are final. */
    public boolean settled() {
        return toRead.isEmpty() && !wrapsToRead;
    }

    /** What to write, in one database transaction; a packet's changes in their order. */
    public List<Change> changes() {
        return packets.values().stream().flatMap(packet -> packet.changes().stream()).toList();
    }

    /** In the order of the batch. Only when {@link #settled}. */
    public List<PacketOutcome> outcomes() {
        if (!settled()) {
            throw new IllegalStateException("must be settled: toRead=" + toRead.size());
        }
        return outcomes;
    }
}
