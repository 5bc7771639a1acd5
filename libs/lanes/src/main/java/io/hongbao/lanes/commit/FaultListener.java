package io.hongbao.lanes.commit;

import io.hongbao.lanes.fault.LaneFault;

/** Told how a lane's connection fares: the place for a breaker. Called by the lane's worker. */
public interface FaultListener {

    /** Listens to nothing. */
    FaultListener NONE = new FaultListener() {};

    /** A commit or read is under way from now on, connecting included, until {@link #onEnd}. */
    default void onStart() {}

    /**
     * True when the database was lost since the connection was made: it is then replaced instead of
     * used. Asked before each use of an old connection.
     */
    default boolean lostSinceConnected() {
        return false;
    }

    /** A database transaction was committed, or a read answered. */
    default void onSuccess() {}

    /** A commit or read failed; data faults and deadlocks included, bugs not. */
    default void onFault(LaneFault fault) {}

    /** Nothing is under way now, however it ended. */
    default void onEnd() {}
}
