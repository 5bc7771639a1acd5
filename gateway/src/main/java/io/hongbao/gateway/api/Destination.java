package io.hongbao.gateway.api;

/** Whose instance serves a call. */
public enum Destination {
    /** The owner of the table of the packet, or of the moment. */
    PACKET,
    /** The owner of the table that user and idempotency key hash to. */
    WRAP,
    /** The instance for the user's wallet slot; the packet's SET counts as well. */
    PAYMENT,
    /** The instance for the user's wallet slot. */
    WALLET,
    /** Nobody else. */
    GATEWAY
}
