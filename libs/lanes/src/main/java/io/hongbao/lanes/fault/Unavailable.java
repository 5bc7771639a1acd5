package io.hongbao.lanes.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the lane needs could not be reached, or refused its service. Certainly nothing happened. */
public final class Unavailable extends LaneFault {

    private final transient @Nullable Duration retryAfter;

    public Unavailable(String message) {
        super(message, null);
        retryAfter = null;
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
        retryAfter = null;
    }

    /** What is known to be away was not even asked: many are told, so no stack trace. */
    public Unavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long a caller should stay away, where that is known: then nothing was asked. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
