package io.hongbao.lanes.lane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.hongbao.lanes.fault.LaneClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lanes by key, opened by the first command and closed when nobody used them for a while. */
public final class KeyedLanes<K, C, R> implements AutoCloseable {

    private final Cache<K, Lane<C, R>> lanes;
    private final Function<K, Lane<C, R>> open;

    /**
     * Holds no lane yet.
     *
     * @param lanesMax above this those that are used least are closed, soon and while others are
     *     used
     * @param open starts a lane; names in metrics and threads have to differ by key
     */
    public KeyedLanes(int lanesMax, Duration idleAfter, Function<K, Lane<C, R>> open) {
        this.open = open;
        lanes =
                Caffeine.newBuilder()
                        .maximumSize(lanesMax)
                        .expireAfterAccess(idleAfter)
                        .scheduler(Scheduler.systemScheduler())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .<K, Lane<C, R>>removalListener(KeyedLanes::close)
                        .build();
    }

    /** As {@link Lane#submit}, but never fails because an idle lane was just closed. */
    public CompletableFuture<R> submit(K key, C command, Instant deadline) {
        CompletableFuture<R> answer = lane(key).submit(command, deadline);
        if (answer.isCompletedExceptionally() && answer.exceptionNow() instanceof LaneClosed) {
            return lane(key).submit(command, deadline);
        }
        return answer;
    }

    private Lane<C, R> lane(K key) {
        return lanes.get(key, open);
    }

    private static <K, C, R> void close(
            @Nullable K key, @Nullable Lane<C, R> lane, RemovalCause cause) {
        if (lane != null) {
            lane.close();
        }
    }

    @Override
    public void close() {
        var open = new ArrayList<>(lanes.asMap().values());
        open.forEach(Lane::close);
    }
}
