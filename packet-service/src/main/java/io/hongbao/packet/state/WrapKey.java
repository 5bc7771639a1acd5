package io.hongbao.packet.state;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;

/** An idempotency key of a wrap with its scope: the sender. */
public record WrapKey(UserId sender, IdempotencyKey key) {}
