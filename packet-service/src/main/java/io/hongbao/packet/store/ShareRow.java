package io.hongbao.packet.store;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.OpenedShare;
import java.time.Instant;

/** A row of {@code receive_order_N} as the columns have it. */
record ShareRow(String orderNo, int shareNo, long userId, long amountFen, Instant openedAt) {

    OpenedShare share() {
        return new OpenedShare(shareNo, new UserId(userId), new Money(amountFen), openedAt);
    }
}
