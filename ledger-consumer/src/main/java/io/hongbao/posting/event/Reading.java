package io.hongbao.posting.event;

/** What a record says. */
public sealed interface Reading {

    /** Signed by us and complete. */
    record Signed(PacketEvent event) implements Reading {}

    /** Nothing that could ever be applied. */
    record Unusable(DeadReason reason, String detail) implements Reading {}
}
