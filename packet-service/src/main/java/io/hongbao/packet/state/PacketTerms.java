package io.hongbao.packet.state;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What never changes of a packet: what its sender wrapped.
 *
 * @param recipients who may open it, in the sender's order; empty unless the kind is EXCLUSIVE
 * @param lifetime how long it can be opened once it is paid
 */
public record PacketTerms(
        OrderNumber number,
        UserId sender,
        PacketKind kind,
        Money total,
        int shares,
        String greeting,
        Set<UserId> recipients,
        IdempotencyKey wrapKey,
        Duration lifetime,
        Instant createdAt,
        Instant payBy) {

    public PacketTerms {
        recipients = Collections.unmodifiableSet(new LinkedHashSet<>(recipients));
    }

    public boolean admits(UserId user) {
        return kind != PacketKind.EXCLUSIVE || recipients.contains(user);
    }
}
