package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.state.WrapKey;
import java.time.Instant;

/** A moment as it is stored. It never changes. */
public record Moment(
        OrderNumber number,
        WrapKey key,
        WrapFingerprint fingerprint,
        Money from,
        Money to,
        String text,
        String contentRef,
        Instant createdAt,
        Instant endsAt) {

    public UserId poster() {
        return key.sender();
    }

    public boolean ended(Instant now) {
        return !now.isBefore(endsAt);
    }
}
