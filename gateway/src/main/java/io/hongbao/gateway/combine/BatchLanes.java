package io.hongbao.gateway.combine;

import io.hongbao.lanes.lane.KeyedLanes;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;

/** The lanes of one kind, one for each target. */
final class BatchLanes<A> implements AutoCloseable {

    private final BatchKind<A> kind;
    private final KeyedLanes<BatchTarget, Item, Sent<A>> lanes;

    BatchLanes(
            BatchKind<A> kind, BatchMeans means, CombineSettings settings, MeterRegistry registry) {
        this.kind = kind;
        lanes =
                new KeyedLanes<>(
                        settings.lanesMax(),
                        settings.idleAfter(),
                        target ->
                                Lane.start(
                                        LaneSettings.combining(
                                                        target.laneName(),
                                                        kind.name(),
                                                        settings.callsInFlight())
                                                .withBatchMax(
                                                        Math.min(
                                                                settings.itemsMax(),
                                                                kind.itemsMax()))
                                                .withQueueMax(settings.queueMax()),
                                        new SendBatch<>(kind, target, means),
                                        means.clock(),
                                        registry));
    }

    CompletableFuture<Sent<A>> submit(BatchTarget target, Item item) {
        return lanes.submit(target, item, item.deadline());
    }

    BatchKind<A> kind() {
        return kind;
    }

    @Override
    public void close() {
        lanes.close();
    }
}
