package io.hongbao.packet.decide;

import io.hongbao.packet.state.OpenedShare;

/** What became of an open, in order of precedence: the first that applies is the answer. */
public sealed interface OpenOutcome extends PacketOutcome {

    /** This user opened the packet before, and keeps that share for ever. */
    record OpenedBefore(OpenedShare share) implements OpenOutcome {}

    record NotFound() implements OpenOutcome {}

    /** Not paid yet, or closed because nobody paid. */
    record NotPaid() implements OpenOutcome {}

    record NotARecipient() implements OpenOutcome {}

    record Finished() implements OpenOutcome {}

    /** Its time is over, whether or not the rest was refunded already. */
    record Expired() implements OpenOutcome {}

    record Opened(OpenedShare share) implements OpenOutcome {}

    @Override
    default boolean refusal() {
        return switch (this) {
            case NotFound _, NotPaid _, NotARecipient _, Finished _, Expired _ -> true;
            case OpenedBefore _, Opened _ -> false;
        };
    }
}
