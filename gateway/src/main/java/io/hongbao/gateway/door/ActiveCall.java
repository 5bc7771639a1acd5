package io.hongbao.gateway.door;

import io.hongbao.contracts.id.UserId;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.serving.metric.OperationMetrics;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call that is being served: it ends once, is measured then, and gives its place back. */
final class ActiveCall {

    /** In metrics, beside {@code ok} and the codes of problems. */
    static final String BROKEN_OFF = "broken_off";

    private final PublicOperation operation;
    private final OperationMetrics metrics;
    private final CallLimits limits;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long sinceNanos = System.nanoTime();
    private volatile @Nullable String client;
    private volatile @Nullable UserId user;
    private volatile boolean place;
    private volatile boolean stream;

    ActiveCall(PublicOperation operation, OperationMetrics metrics, CallLimits limits) {
        this.operation = operation;
        this.metrics = metrics;
        this.limits = limits;
    }

    /** Throws the problem that is told when too many calls are under way, or this client's are. */
    void enter(HttpHeaders headers) {
        limits.takePlace();
        place = true;
        client = limits.takeForClient(headers);
    }

    /**
     * Throws the problem that is told when this user has too many calls under way, or too often.
     */
    void enter(UserId caller) {
        limits.take(caller);
        user = caller;
        if (operation == PublicOperation.OPEN || operation == PublicOperation.GRAB) {
            limits.takeVisit(caller);
        }
    }

    /** Throws the problem that is told when there are too many streams. */
    void enterStream() {
        limits.takeStream();
        stream = true;
    }

    /** Does nothing the second time. */
    void end(String outcome) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        limits.giveBack(user, client);
        if (place) {
            limits.givePlaceBack();
        }
        if (stream) {
            limits.giveStreamBack();
        }
        metrics.record(
                operation.label(), outcome, Duration.ofNanos(System.nanoTime() - sinceNanos));
    }
}
