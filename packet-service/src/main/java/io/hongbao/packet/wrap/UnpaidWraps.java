package io.hongbao.packet.wrap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bounds how many packets a sender has that can be paid and are not, of those that this instance
 * made since it started. Below the limit nothing is read: what a sender made within the time to pay
 * counts, paid or not, and only at the limit the SETs are asked what was paid.
 */
@Component
final class UnpaidWraps {

    /** Remembered wraps of all senders; beyond, those of idle senders are forgotten. */
    private static final long WRAPS_MAX = 200_000;

    /** A sender who is at the limit costs a look no more often than this. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Cache<UserId, SenderWraps> senders;
    private final WrapSettings limits;
    private final ShownPackets packets;
    private final Duration lookMax;
    private final Clock clock;

    UnpaidWraps(
            WrapSettings limits,
            ShownPackets packets,
            TimeoutSettings timeouts,
            Clock clock,
            MeterRegistry registry) {
        this.limits = limits;
        this.packets = packets;
        lookMax = timeouts.wrapTryMax();
        this.clock = clock;
        senders =
                Caffeine.newBuilder()
                        .maximumWeight(WRAPS_MAX)
                        .weigher((UserId _, SenderWraps wraps) -> 1 + wraps.made().size())
                        .expireAfterWrite(limits.payBy())
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(registry, senders, "unpaid_wraps", Set.of());
    }

    /**
     * What a sender made, by key.
     *
     * @param lookAfter refused without a look until then
     */
    private record SenderWraps(Map<IdempotencyKey, MadeWrap> made, Instant lookAfter) {

        private static final SenderWraps NONE = new SenderWraps(Map.of(), Instant.MIN);

        /** A copy without those whose time to pay is over. */
        SenderWraps at(Instant now) {
            var payable = new HashMap<>(made);
            payable.values().removeIf(each -> !now.isBefore(each.payBy()));
            return new SenderWraps(payable, lookAfter);
        }
    }

    /**
     * One of them.
     *
     * @param number null while it is being made
     */
    private record MadeWrap(@Nullable OrderNumber number, Instant payBy) {}

    /** Makes the packet, or throws a problem when too many are unpaid. A repeat is not refused. */
    WrapOutcome wrap(WrapKey key, Supplier<WrapOutcome> wrap) {
        if (!takePlace(key)) {
            Optional.ofNullable(senders.getIfPresent(key.sender()))
                    .filter(full -> !clock.instant().isBefore(full.lookAfter()))
                    .ifPresent(full -> forgetPaid(key.sender(), full));
            if (!takePlace(key)) {
                throw ProblemException.of(
                                ProblemCode.TOO_MANY_UNPAID,
                                "must pay packets first, or wait until their time to pay is over")
                        .retryAfter(LOOK_EVERY);
            }
        }
        Optional<PacketState> made = Optional.empty();
        try {
            WrapOutcome outcome = wrap.get();
            made =
                    switch (outcome) {
                        case WrapOutcome.Wrapped(var packet) -> Optional.of(packet);
                        case WrapOutcome.WrappedBefore(var packet) -> Optional.of(packet);
                        case WrapOutcome.KeyReused _ -> Optional.empty();
                    };
            return outcome;
        } finally {
            keep(key, made);
        }
    }

    /** False when all are taken. */
    private boolean takePlace(WrapKey key) {
        Instant now = clock.instant();
        return senders.asMap()
                .compute(
                        key.sender(),
                        (_, known) -> {
                            SenderWraps wraps = (known == null ? SenderWraps.NONE : known).at(now);
                            if (wraps.made().size() < limits.unpaidMax()) {
                                wraps.made()
                                        .putIfAbsent(
                                                key.key(),
                                                new MadeWrap(null, now.plus(limits.payBy())));
                            }
                            return wraps;
                        })
                .made()
                .containsKey(key.key());
    }

    private void keep(WrapKey key, Optional<PacketState> made) {
        senders.asMap()
                .computeIfPresent(
                        key.sender(),
                        (_, known) -> {
                            SenderWraps wraps = known.at(clock.instant());
                            MadeWrap before = wraps.made().remove(key.key());
                            if (made.isEmpty()) {
                                // A repeat that fails unmakes nothing.
                                if (before != null && before.number() != null) {
                                    wraps.made().put(key.key(), before);
                                }
                            } else if (made.get().state() == StoredState.UNPAID) {
                                PacketTerms terms = made.get().terms();
                                wraps.made()
                                        .put(
                                                key.key(),
                                                new MadeWrap(terms.number(), terms.payBy()));
                            }
                            return wraps;
                        });
    }

    /** One whose SET does not answer in time counts as it did. */
    private void forgetPaid(UserId sender, SenderWraps full) {
        Instant start = clock.instant();
        Instant deadline = start.plus(lookMax);
        var looks = new HashMap<IdempotencyKey, CompletableFuture<Optional<PacketState>>>();
        full.made()
                .forEach((key, each) -> {
                    if (each.number() != null) {
                        looks.put(key, packets.look(each.number(), deadline));
                    }
                });
        var paid = new HashSet<IdempotencyKey>();
        looks.forEach((key, look) -> {
            if (isPaid(look, deadline)) {
                paid.add(key);
            }
        });
        senders.asMap()
                .computeIfPresent(
                        sender,
                        (_, known) -> {
                            SenderWraps left = known.at(clock.instant());
                            left.made().keySet().removeAll(paid);
                            return new SenderWraps(
                                    left.made(),
                                    paid.isEmpty() ? start.plus(LOOK_EVERY) : Instant.MIN);
                        });
    }

    private boolean isPaid(CompletableFuture<Optional<PacketState>> look, Instant deadline) {
        try {
            return LaneAnswers.await(look, Duration.between(clock.instant(), deadline))
                    .filter(packet -> packet.state() != StoredState.UNPAID)
                    .isPresent();
        } catch (LaneFault unknown) {
            return false;
        }
    }
}
