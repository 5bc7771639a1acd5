package io.hongbao.lanes.commit;

import io.hongbao.lanes.fault.LaneFault;

/** Told how a lane's connection fares: the place for a breaker. Called by the lane's worker. */
public interface FaultListener {

    /** Listens to nothing. */
    FaultListener NONE = new FaultListener() {};

    /** A database transaction was committed, or a read answered. */
    default void onSuccess() {}

    /** A commit or read failed; data faults and deadlocks included, bugs not. */
    default void onFault(LaneFault fault) {}
}
