package io.hongbao.gateway.door;

import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends streams, which would go on for minutes, when the gateway stops: after clients were told to
 * go elsewhere, and before the server waits for calls that are under way.
 */
final class EndStreams implements SmartLifecycle {

    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final Sinks.Empty<Void> asked = Sinks.empty();
    private volatile boolean running;

    /** Completes when streams are to end. */
    Mono<Void> asked() {
        return asked.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        var _ = asked.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
