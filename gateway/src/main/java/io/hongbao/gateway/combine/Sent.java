package io.hongbao.gateway.combine;

import io.hongbao.gateway.forward.Reply.Silence;

/** What became of one item. */
sealed interface Sent<A> {

    record Answered<A>(A answer) implements Sent<A> {}

    /** The batch got no answer; whether the item had an effect is not known. */
    record NotAnswered<A>(Silence reason) implements Sent<A> {}
}
