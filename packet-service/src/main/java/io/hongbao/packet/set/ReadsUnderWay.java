package io.hongbao.packet.set;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.packet.state.PacketState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads of packets that are under way: whoever asks for such a packet waits for its read, so that
 * many who ask for one packet at once make one read (known as single flight).
 */
final class ReadsUnderWay {

    private final Map<OrderNumber, CompletableFuture<Optional<PacketState>>> reads =
            new ConcurrentHashMap<>();

    /**
     * What a read says that is under way, or else {@code read}. The one under way may have seen the
     * packet before the caller asked: what it says counts if it is {@code showable}, else the
     * packet is read again.
     */
    CompletableFuture<Optional<PacketState>> read(
            OrderNumber number,
            Predicate<PacketState> showable,
            Supplier<CompletableFuture<Optional<PacketState>>> read) {
        var shared = new CompletableFuture<Optional<PacketState>>();
        var underWay = reads.putIfAbsent(number, shared);
        if (underWay != null) {
            return underWay.thenApply(found -> found.filter(showable).isPresent())
                    .exceptionally(ReadsUnderWay::isOfAll)
                    .thenCompose(told -> told ? underWay : read.get());
        }
        CompletableFuture<Optional<PacketState>> begun = begin(read);
        var _ =
                begun.whenComplete((found, fault) -> {
                    reads.remove(number, shared);
                    if (fault == null) {
                        shared.complete(found);
                    } else {
                        shared.completeExceptionally(fault);
                    }
                });
        return begun;
    }

    /** That one caller had no time left is nothing to tell others. */
    private static boolean isOfAll(Throwable fault) {
        Throwable cause =
                fault instanceof CompletionException && fault.getCause() != null
                        ? fault.getCause()
                        : fault;
        return !(cause instanceof CancellationException || cause instanceof DeadlinePassed);
    }

    private static CompletableFuture<Optional<PacketState>> begin(
            Supplier<CompletableFuture<Optional<PacketState>>> read) {
        try {
            return read.get();
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }
}
