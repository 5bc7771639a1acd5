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
    PACKET_REFUND,
    /**
     * Escrow → payer, of a payment whose packet's SET is lost for ever; business number: the order
     * number. While it is there the payment is never told again.
     */
    PAYMENT_REFUND
}
