package io.hongbao.gateway.api;

/** What of an answer the gateway may remember, because it never changes any more. */
public enum Memory {
    NOTHING,
    /** Who opened a packet that is finished. */
    FINISHED_PACKET
}
