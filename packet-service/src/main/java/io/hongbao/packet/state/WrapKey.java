package io.hongbao.packet.state;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;

/** An idempotency key of a wrap, or of a post, with its scope: the user. */
public record WrapKey(UserId sender, IdempotencyKey key) {}
