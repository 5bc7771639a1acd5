package io.hongbao.events.consume;

import io.hongbao.events.dead.DeadReason;

/** What a record says to a group. */
sealed interface Reading<E> {

    /** To be applied. */
    record Event<E>(E event) implements Reading<E> {}

    /** Signed, and not for this group. */
    record NotForGroup<E>(String type) implements Reading<E> {}

    /** Nothing that the group could ever apply. */
    record Unusable<E>(DeadReason reason, String detail) implements Reading<E> {}
}
