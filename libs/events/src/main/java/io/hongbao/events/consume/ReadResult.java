package io.hongbao.events.consume;

import io.hongbao.events.dead.DeadReason;

/** What a record says to a group. */
sealed interface ReadResult<E> {

    /** To be applied. */
    record Event<E>(E event) implements ReadResult<E> {}

    /** Signed, and not for this group. */
    record NotForGroup<E>(String type) implements ReadResult<E> {}

    /** Never to be applied: a dead letter. */
    record Unusable<E>(DeadReason reason, String detail) implements ReadResult<E> {}
}
