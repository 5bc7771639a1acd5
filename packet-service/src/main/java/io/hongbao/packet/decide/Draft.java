package io.hongbao.packet.decide;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.WrapKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A packet as its sender wants it, checked already.
 *
 * @param lifetime how long it can be opened once paid, in whole milliseconds
 * @param payWithin how long there is to pay it, in whole milliseconds
 */
public record Draft(
        PacketKind kind,
        Money total,
        int shares,
        String greeting,
        List<UserId> recipients,
        Duration lifetime,
        Duration payWithin) {

    PacketTerms terms(OrderNumber number, WrapKey key, Instant now) {
        return new PacketTerms(
                number,
                key.sender(),
                kind,
                total,
                shares,
                greeting,
                new LinkedHashSet<>(recipients),
                key.key(),
                lifetime,
                now,
                now.plus(payWithin));
    }
}
