package io.hongbao.local.drill;

import io.hongbao.local.load.LoadCall;

/** A part of a drill; a call belongs to the one in which it began. */
record DrillPhase(String name, long fromNanos, long toNanos) {

    boolean has(LoadCall call) {
        return has(call.startNanos());
    }

    boolean has(long nanos) {
        return nanos - fromNanos >= 0 && nanos - toNanos < 0;
    }

    double seconds() {
        return (toNanos - fromNanos) / 1e9;
    }
}
