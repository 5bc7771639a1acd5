package io.hongbao.events.consume;

import io.hongbao.events.dead.DeadReason;

/** What became of one event. */
public sealed interface Outcome {

    /** Committed, now or before. */
    record Done() implements Outcome {}

    /** Can never be applied as it is. */
    record Dead(DeadReason reason, String detail) implements Outcome {}

    Outcome DONE = new Done();
}
