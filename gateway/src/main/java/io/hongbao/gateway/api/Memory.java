package io.hongbao.gateway.api;

/** What of an answer the gateway may remember. */
public enum Memory {
    NOTHING,
    /** Who opened a packet that is finished, which never changes any more. */
    FINISHED_PACKET,
    /** Details of a packet that has ended, which never change any more. */
    ENDED_DETAILS,
    /** The last one to each user: told, marked as stale, when no newer one can be had. */
    LAST_ANSWER
}
