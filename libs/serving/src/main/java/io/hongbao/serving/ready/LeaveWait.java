package io.hongbao.serving.ready;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing a stopping service does is to go on: {@link ReadyFilter} says already that it is
 * leaving, and calls are served until all callers have had the time to hear it.
 */
final class LeaveWait implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaveWait.class);

    private final Duration wait;
    private volatile boolean running;

    LeaveWait(Duration wait) {
        this.wait = wait;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (wait.isZero()) {
            return;
        }
        log.info("leaving: serving on for {}", wait);
        try {
            Thread.sleep(wait);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything else stops, the web server above all. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
