package io.hongbao.contracts.call;

import org.jspecify.annotations.Nullable;

/** What the answers to opens and to grabs have in common. */
public sealed interface PacketAnswer permits OpenAnswers.Answer, GrabAnswers.Answer {

    /** A {@code ProblemCode}'s code, of a refusal. */
    @Nullable String problem();

    /** Set when the packet is finished, so that the gateway need not ask again. */
    @Nullable FinishedPacket finished();
}
