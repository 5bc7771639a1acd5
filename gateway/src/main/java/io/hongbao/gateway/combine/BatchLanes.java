package io.hongbao.gateway.combine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The lanes of one kind, opened by the first item and closed when nobody used them for a while. */
final class BatchLanes<A> implements AutoCloseable {

    private final BatchKind<A> kind;
    private final BatchMeans means;
    private final CombineSettings settings;
    private final MeterRegistry registry;
    private final Cache<BatchTarget, Lane<Item, Sent<A>>> lanes;

    BatchLanes(
            BatchKind<A> kind, BatchMeans means, CombineSettings settings, MeterRegistry registry) {
        this.kind = kind;
        this.means = means;
        this.settings = settings;
        this.registry = registry;
        lanes =
                Caffeine.newBuilder()
                        .maximumSize(settings.lanesMax())
                        .expireAfterAccess(settings.idleAfter())
                        .scheduler(Scheduler.systemScheduler())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .<BatchTarget, Lane<Item, Sent<A>>>removalListener(BatchLanes::close)
                        .build();
    }

    /** Queues an item; as {@link Lane#submit}, but never fails because a lane was just closed. */
    CompletableFuture<Sent<A>> submit(BatchTarget target, Item item) {
        CompletableFuture<Sent<A>> answer = lane(target).submit(item, item.deadline());
        if (answer.isCompletedExceptionally() && answer.exceptionNow() instanceof LaneClosed) {
            return lane(target).submit(item, item.deadline());
        }
        return answer;
    }

    private Lane<Item, Sent<A>> lane(BatchTarget target) {
        return lanes.get(target, this::open);
    }

    private Lane<Item, Sent<A>> open(BatchTarget target) {
        return Lane.start(
                LaneSettings.combining(target.laneName(), kind.name(), settings.callsInFlight())
                        .withBatchMax(settings.itemsMax())
                        .withQueueMax(settings.queueMax()),
                new SendBatch<>(kind, target, means),
                means.clock(),
                registry);
    }

    private static <A> void close(
            @Nullable BatchTarget target, @Nullable Lane<Item, Sent<A>> lane, RemovalCause cause) {
        if (lane != null) {
            lane.close();
        }
    }

    /** How many lanes are open. */
    long count() {
        lanes.cleanUp();
        return lanes.estimatedSize();
    }

    @Override
    public void close() {
        var open = new ArrayList<>(lanes.asMap().values());
        open.forEach(Lane::close);
    }
}
