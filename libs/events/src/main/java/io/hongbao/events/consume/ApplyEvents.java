package io.hongbao.events.consume;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Applies events of one group. Used by one thread. Expects duplicates, delays and any order. */
@FunctionalInterface
public interface ApplyEvents<E> extends AutoCloseable {

    /**
     * One future an event, in their order. What is done is durable; an event whose future fails is
     * given again later, for as long as it takes, and holds up its partition alone.
     */
    List<CompletableFuture<Outcome>> apply(List<E> events);

    @Override
    default void close() {}
}
