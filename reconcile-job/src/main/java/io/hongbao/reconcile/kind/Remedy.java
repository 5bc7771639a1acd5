package io.hongbao.reconcile.kind;

/**
 * The one thing that is done about a kind of discrepancy. Each goes through the ordinary path, and
 * doing it twice is doing it once.
 */
public enum Remedy {
    /** The missing credit is written by its identity: escrow → who opened the share. */
    POST_CREDIT,
    /** The missing refund is written by its identity: escrow → sender. */
    POST_REFUND,
    /** The record "received" is written as the packet's SET has the share. */
    WRITE_RECEIVED,
    /** The record "sent" is written as the SET has the packet. */
    WRITE_SENT,
    /** The payment's event is published again, so that the packet becomes active in its lane. */
    TELL_PAID,
    /** Nothing: it would take money from somebody, or there are two explanations. */
    PERSON
}
