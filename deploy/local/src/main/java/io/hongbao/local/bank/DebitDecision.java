package io.hongbao.local.bank;

/** What the bank decided, once and for ever. */
enum DebitDecision {
    DEBITED,
    DECLINED
}
