package io.hongbao.events.consume;

import io.hongbao.events.dead.DeadReason;

/** What an event says to a group. */
public sealed interface ReadResult<E> {

    /** To be applied. */
    record Event<E>(E event) implements ReadResult<E> {}

    /** Signed, and not for this group. */
    record NotForGroup<E>(String type) implements ReadResult<E> {}

    /** Never to be applied: a dead letter. */
    record Unusable<E>(DeadReason reason, String detail) implements ReadResult<E> {}
}
