package io.hongbao.packet.state;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;

/** One share that a user took: a receive order. */
public record OpenedShare(int shareNo, UserId user, Money amount, Instant openedAt) {}
