package io.hongbao.gateway.finished;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.FinishedPacket.Opener;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.gateway.finished.Standing.NotARecipient;
import io.hongbao.gateway.finished.Standing.Opened;
import io.hongbao.gateway.finished.Standing.TooLate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers finished packets, as many as there is room for, so that nobody has to be asked. */
public final class FinishedPackets {

    /** What a packet takes beside its openers, counted in openers. */
    private static final int ENTRY_OPENERS = 8;

    private final Cache<OrderNumber, Openers> packets;

    FinishedPackets(long openersMax) {
        packets =
                Caffeine.newBuilder()
                        .maximumWeight(openersMax)
                        .weigher(
                                (OrderNumber _, Openers openers) -> openers.count() + ENTRY_OPENERS)
                        // Looks after itself as it is used: to wake a thread for it costs more.
                        .executor(Runnable::run)
                        .build();
    }

    /** Takes down what an answer tells; null tells nothing. */
    public void remember(OrderNumber packet, @Nullable FinishedPacket finished) {
        if (finished != null) {
            Openers _ = packets.get(packet, _ -> new Openers(finished));
        }
    }

    /** Empty unless the packet is known to be finished. */
    public Optional<Standing> standing(OrderNumber packet, UserId user) {
        Openers openers = packets.getIfPresent(packet);
        return openers == null ? Optional.empty() : Optional.of(standing(openers, user));
    }

    private static Standing standing(Openers openers, UserId user) {
        Optional<Opener> own = openers.find(user);
        if (own.isPresent()) {
            return new Opened(own.get().amountFen(), own.get().openedAtMs());
        }
        return openers.exclusive() ? new NotARecipient() : new TooLate();
    }
}
