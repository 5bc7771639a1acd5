package io.hongbao.packet.state;

/** The states that a send order is stored in. What a client is told may differ: see the details. */
public enum StoredState {
    /** Wrapped, to be paid by {@code payBy}. */
    UNPAID,
    /** Paid; shares can be opened until {@code expiresAt}. */
    ACTIVE,
    /** All shares are opened. Never changes again. */
    FINISHED,
    /** Expired, and what was left went back. Never changes again. */
    REFUNDED,
    /** Not paid in time. Becomes active when it turns out that money moved in time. */
    CLOSED;

    /** Whether nothing can change it any more, so that what is remembered is always right. */
    public boolean ended() {
        return this == FINISHED || this == REFUNDED;
    }
}
