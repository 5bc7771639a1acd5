package io.hongbao.lanes.fault;

/** What the lane needs could not be reached, or refused its service. Certainly nothing happened. */
public final class Unavailable extends LaneFault {

    public Unavailable(String message) {
        super(message, null);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
