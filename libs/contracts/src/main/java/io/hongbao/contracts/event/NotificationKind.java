package io.hongbao.contracts.event;

/** The steps that a user is told of. */
public enum NotificationKind {
    /** The bank gave no clear answer; the payment or top-up ends by one of the next three. */
    PAYMENT_UNCLEAR,
    /** The packet is paid, or the top-up is in the balance. */
    PAYMENT_CONFIRMED,
    /** No money moved, and none will: the packet can be paid again. */
    PAYMENT_FAILED,
    /** The card was debited, and has its money back: the packet can be paid again. */
    PAYMENT_REFUNDED,
    /** The sender's packet can be opened. */
    PACKET_ACTIVE,
    /** An opened share is in the balance. */
    SHARE_CREDITED,
    /** All shares of the sender's packet are opened. */
    PACKET_FINISHED,
    /** The sender's packet expired, and what was left of it is in the balance. */
    PACKET_REFUNDED
}
