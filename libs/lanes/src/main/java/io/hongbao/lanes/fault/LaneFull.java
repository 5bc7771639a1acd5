package io.hongbao.lanes.fault;

import java.time.Duration;

/** The lane's queue was full. The command was refused at once and not handled. */
public final class LaneFull extends LaneFault {

    private final transient Duration retryAfter;

    public LaneFull(String lane, Duration retryAfter) {
        super("lane full: lane=" + lane);
        this.retryAfter = retryAfter;
    }

    /** How long a caller should stay away. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
