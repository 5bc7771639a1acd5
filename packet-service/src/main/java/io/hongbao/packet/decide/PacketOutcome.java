package io.hongbao.packet.decide;

/** The answer to a command, true once the database transaction that it belongs to is committed. */
public sealed interface PacketOutcome
        permits WrapOutcome, ActivateOutcome, OpenOutcome, ExpireOutcome {

    /**
     * Whether nothing was changed for a reason that may pass. A refusal makes no commit, so nothing
     * would correct a wrong one: what it rests on has to be certain.
     */
    boolean refusal();
}
