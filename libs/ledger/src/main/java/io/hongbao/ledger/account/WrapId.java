package io.hongbao.ledger.account;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;

/** One wrap of one payer. After healing it may have packets on two SETs; one can be paid. */
public record WrapId(UserId payer, IdempotencyKey key) {}
