package io.hongbao.ledger.account;

/** Why money moved; with the business number, a transfer's identity. */
public enum TransferKind {
    /** Bank → user; business number {@code userId:idempotencyKey}. */
    TOP_UP,
    /** User or bank → escrow; business number: the order number. */
    PACKET_PAY,
    /** Escrow → user; business number {@code orderNumber:shareNo}. */
    SHARE_CREDIT,
    /** Escrow → sender; business number: the order number. */
    PACKET_REFUND
}
