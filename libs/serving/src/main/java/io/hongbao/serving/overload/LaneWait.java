package io.hongbao.serving.overload;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * What commands waited in all lanes of this process together, as operators see it too: one slow SET
 * among many is for its breaker. Lanes to other processes, which are named by host and port, tell
 * of those and are left out.
 */
final class LaneWait implements QueueWait {

    /** The mean of fewer says nothing. */
    private static final long COMMANDS_MIN = 20;

    private final MeterRegistry registry;
    private double lastMillis;
    private long lastCount;

    LaneWait(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public double meanMillis() {
        double millis = 0;
        long count = 0;
        for (Timer timer : registry.find("hongbao.lane.wait").timers()) {
            String lane = timer.getId().getTag("lane");
            if (lane != null && lane.indexOf(':') < 0) {
                count += timer.count();
                millis += timer.totalTime(TimeUnit.MILLISECONDS);
            }
        }
        long commands = count - lastCount;
        double waited = millis - lastMillis;
        lastCount = count;
        lastMillis = millis;
        return commands < COMMANDS_MIN ? 0 : Math.max(0, waited / commands);
    }
}
