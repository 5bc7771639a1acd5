package io.hongbao.packet.activate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was fetched of one partition, until all of it is done with. For the consumer's thread alone.
 */
final class PartitionWork {

    private final Duration retryMin;
    private final Duration retryMax;
    private final long nextOffset;
    private List<ConsumerRecord<String, String>> left;
    private List<CompletableFuture<Void>> tries = List.of();
    private Instant tryAgainAt = Instant.MIN;
    private Duration wait;

    /** Work on records of one partition, at least one, in their order. */
    PartitionWork(List<ConsumerRecord<String, String>> records, ActivationSettings settings) {
        left = records;
        nextOffset = records.getLast().offset() + 1;
        retryMin = settings.retryMin();
        retryMax = settings.retryMax();
        wait = retryMin;
    }

    /** Goes on with what can be gone on with; never waits. True when all is done. */
    boolean step(
            Function<ConsumerRecord<String, String>, CompletableFuture<Void>> apply, Instant now) {
        if (tries.isEmpty()) {
            if (now.isBefore(tryAgainAt)) {
                return false;
            }
            tries = left.stream().map(apply).toList();
        }
        if (!tries.stream().allMatch(CompletableFuture::isDone)) {
            return false;
        }
        keepFailed(now);
        return left.isEmpty();
    }

    private void keepFailed(Instant now) {
        var failed = new ArrayList<ConsumerRecord<String, String>>();
        for (int i = 0; i < left.size(); i++) {
            if (tries.get(i).isCompletedExceptionally()) {
                failed.add(left.get(i));
            }
        }
        wait = failed.size() < left.size() ? retryMin : longer();
        left = failed;
        tries = List.of();
        tryAgainAt = now.plus(wait);
    }

    private Duration longer() {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(retryMax) < 0 ? twice : retryMax;
    }

    /** Whether answers are expected now. */
    boolean underWay() {
        return !tries.isEmpty();
    }

    /** Where the partition goes on once all is done. */
    long nextOffset() {
        return nextOffset;
    }

    int left() {
        return left.size();
    }
}
