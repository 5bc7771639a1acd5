package io.hongbao.lanes.fault;

/**
 * The database chose this database transaction as the victim of a deadlock, or gave up waiting for
 * a lock. Everything was rolled back. Handlers throw it; the lane repeats the batch once, and
 * answers a second one with {@link Unavailable}.
 */
public final class Deadlock extends LaneFault {

    public Deadlock(String message) {
        super(message, null);
    }

    public Deadlock(String message, Throwable cause) {
        super(message, cause);
    }
}
