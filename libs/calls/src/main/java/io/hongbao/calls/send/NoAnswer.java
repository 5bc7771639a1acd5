package io.hongbao.calls.send;

/** Why there is no answer. */
public enum NoAnswer {
    /** No connection came about: nothing listens there, or nobody is there. */
    UNREACHABLE,
    /** The connection broke before the answer was complete. */
    BROKEN,
    /** Nothing came in the time an attempt has. */
    TIMED_OUT;

    /** Whether the call may have had an effect all the same. */
    public boolean leavesDoubt() {
        return switch (this) {
            case UNREACHABLE -> false;
            case BROKEN, TIMED_OUT -> true;
        };
    }
}
