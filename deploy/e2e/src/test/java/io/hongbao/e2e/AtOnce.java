package io.hongbao.e2e;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same for many at the same moment. */
final class AtOnce {

    private AtOnce() {}

    /** Starts all when all are ready; returns, or throws what one threw, when all have ended. */
    static <T> void forEach(Collection<T> items, Consumer<T> action) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    items.stream()
                            .map(item ->
                                    threads.submit(() -> {
                                        start.await();
                                        action.accept(item);
                                        return item;
                                    }))
                            .toList();
            start.countDown();
            threads.close();
            running.forEach(Future::resultNow);
        }
    }
}
