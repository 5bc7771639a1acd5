package io.hongbao.lanes.lane;

import java.util.List;

/**
 * Handles what waits in one lane as one batch, all or nothing. Called by one thread at a time.
 *
 * <p>A handler must be idempotent: after {@link io.hongbao.lanes.fault.Deadlock} or {@link
 * io.hongbao.lanes.fault.OutcomeUnknown} the lane calls it once more with the same commands, after
 * {@link io.hongbao.lanes.fault.DataFault} with parts of them. After an unknown outcome the lost
 * commit may still be on its way, so what a repeat decides on has to be read with locks ({@code for
 * update}): a plain read can miss it.
 */
@FunctionalInterface
public interface BatchHandler<C, R> {

    /**
     * Answers in the order of the batch, as many as commands. Faults: {@code DataFault} (rolled
     * back, split), {@code Deadlock} (rolled back, repeated once), {@code RowLocked} (rolled back,
     * repeated without the commands that it concerns), {@code OutcomeUnknown} (repeated once),
     * {@code Unavailable} (nothing happened); anything else thrown is a bug, and fails the batch.
     */
    List<R> handle(List<C> batch);

    /** Called by the worker once nothing has come for a while: the time to close connections. */
    default void whenIdle() {}

    /** Called once, by the worker, after the lane was closed and drained. */
    default void whenClosed() {}
}
