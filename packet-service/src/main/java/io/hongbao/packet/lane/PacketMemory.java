package io.hongbao.packet.lane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.decide.Facts.WrapEntry;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The states of a SET's recent packets, as they were committed at some time, and the keys of recent
 * wraps: written by lanes after their commits, and by reads; read by anybody without a lock. An
 * optimisation only: a newer state may be in the database, if another instance owned the table
 * meanwhile.
 */
public final class PacketMemory {

    /** What a packet weighs besides its shares. */
    private static final int WEIGHT = 4;

    /** A repeat comes soon or not at all. */
    private static final int WRAPS_MAX = 10_000;

    /** Less than the day after which a key can be forgotten in the SET. */
    private static final Duration WRAPS_FOR = Duration.ofMinutes(10);

    private final Cache<OrderNumber, MemoryEntry> packets;
    private final Cache<WrapKey, WrapEntry> wraps;
    private final LongSupplier nanoTime;
    private final long trustNanos;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * Makes an empty memory.
     *
     * @param weightMax the most shares remembered, a packet counting as four more
     * @param trust how long what may still change is taken for the truth by readers
     * @param nanoTime as {@link System#nanoTime}: however clocks are set, an age is an age
     */
    public PacketMemory(long weightMax, Duration trust, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        trustNanos = trust.toNanos();
        packets =
                Caffeine.newBuilder()
                        .maximumWeight(weightMax)
                        .weigher((OrderNumber _, MemoryEntry remembered) ->
                                WEIGHT + remembered.packet().terms().shares())
                        // Looks after itself as it is used: to wake a thread for it costs more.
                        .executor(Runnable::run)
                        .build();
        wraps =
                Caffeine.newBuilder()
                        .maximumSize(WRAPS_MAX)
                        .expireAfterWrite(WRAPS_FOR)
                        .ticker(nanoTime::getAsLong)
                        .executor(Runnable::run)
                        .build();
    }

    /** Forgets at once what is too much. */
    public void weighAtMost(long weightMax) {
        packets.policy().eviction().orElseThrow().setMaximum(weightMax);
    }

    /** Of all that is remembered now. */
    public long weight() {
        packets.cleanUp();
        return packets.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    private record MemoryEntry(PacketState packet, long seenNanos) {}

    /** The newest state that this process has seen. */
    @Nullable PacketState newest(OrderNumber number) {
        MemoryEntry remembered = packets.getIfPresent(number);
        return remembered == null ? null : remembered.packet();
    }

    /** A state that is good enough to show: it can never change, or was seen just now. */
    public Optional<PacketState> trusted(OrderNumber number) {
        MemoryEntry remembered = packets.getIfPresent(number);
        if (remembered == null
                || !(remembered.packet().state().ended()
                        || nanoTime.getAsLong() - remembered.seenNanos() < trustNanos)) {
            misses.increment();
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(remembered.packet());
    }

    /** How often a packet was found that is good enough to show. */
    public long hits() {
        return hits.sum();
    }

    /** How often none was. */
    public long misses() {
        return misses.sum();
    }

    /** Whether the payment was seen applied: then it is for ever. */
    public boolean applied(PacketCommand.Activate payment) {
        PacketState packet = newest(payment.number());
        return packet != null
                && payment.paidAt().equals(packet.lifecycle().paidAt())
                && payment.pays(packet.terms());
    }

    /** A committed state. An older one than is known changes nothing. */
    void remember(PacketState packet) {
        var seen = new MemoryEntry(packet, nanoTime.getAsLong());
        packets.asMap()
                .merge(
                        packet.number(),
                        seen,
                        (known, now) ->
                                known.packet().version() > now.packet().version() ? known : now);
    }

    /** What a wrap's key stands for, if it was used a short while ago: that never changes. */
    @Nullable WrapEntry wrap(WrapKey key) {
        return wraps.getIfPresent(key);
    }

    /** Of a committed wrap; for no longer because it is repeated. */
    void remember(WrapKey key, WrapEntry entry) {
        wraps.asMap().putIfAbsent(key, entry);
    }

    /** The lane was wrong about it, or does not know what became of it. */
    void forget(OrderNumber number) {
        packets.invalidate(number);
    }
}
