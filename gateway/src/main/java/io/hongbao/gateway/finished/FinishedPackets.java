package io.hongbao.gateway.finished;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers finished packets, as many as there is room for, so that nobody has to be asked. */
public final class FinishedPackets {

    /** What a packet takes beside its openers, counted in openers. */
    private static final int ENTRY_OPENERS = 8;

    private final Cache<OrderNumber, CompactPacket> packets;

    FinishedPackets(long openersMax, MeterRegistry registry) {
        packets =
                Caffeine.newBuilder()
                        .maximumWeight(openersMax)
                        .weigher((OrderNumber _, CompactPacket openers) ->
                                openers.count() + ENTRY_OPENERS)
                        // Looks after itself as it is used: to wake a thread for it costs more.
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(registry, packets, "finished_packets", Set.of());
    }

    /** Takes down what an answer tells; null tells nothing. */
    public void remember(OrderNumber packet, @Nullable FinishedPacket finished) {
        if (finished != null) {
            CompactPacket _ = packets.get(packet, _ -> new CompactPacket(finished));
        }
    }

    /**
     * What an open is answered, now and for ever; empty unless the packet is known to be finished.
     */
    public Optional<OpenAnswers.Answer> find(OrderNumber packet, UserId user) {
        CompactPacket openers = packets.getIfPresent(packet);
        return openers == null ? Optional.empty() : Optional.of(answer(openers, user));
    }

    private static OpenAnswers.Answer answer(CompactPacket openers, UserId user) {
        ProblemCode refusal =
                openers.exclusive() ? ProblemCode.NOT_A_RECIPIENT : ProblemCode.PACKET_FINISHED;
        return openers.find(user)
                .map(own -> OpenAnswers.Answer.opened(own.amountFen(), own.openedAtMs(), null))
                .orElseGet(() -> OpenAnswers.Answer.refused(refusal.code(), null));
    }
}
