package io.hongbao.ledger.card;

/** {@code OPEN} → {@code PAID} or {@code DECLINED}, and never back. */
public enum CardState {
    OPEN,
    PAID,
    DECLINED
}
