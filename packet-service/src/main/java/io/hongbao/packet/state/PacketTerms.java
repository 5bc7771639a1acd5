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
 * @param recipients who may open it, in the sender's order; of a view of a moment, its poster; else
 *     empty unless the kind is EXCLUSIVE
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

    /** What the wrap key of all packets of one moment begins with; its order number follows. */
    public static final String MOMENT_KEY = "moment:";

    public PacketTerms {
        recipients = Collections.unmodifiableSet(new LinkedHashSet<>(recipients));
    }

    /** Of one view of a moment; a user knows of no such packet. */
    public boolean ofMoment() {
        return kind == PacketKind.VIEW;
    }

    /** The moment, of what is {@link #ofMoment}. */
    public OrderNumber moment() {
        return new OrderNumber(wrapKey.value().substring(MOMENT_KEY.length()));
    }

    /** Who posted the moment, of what is {@link #ofMoment}. */
    public UserId poster() {
        return recipients.iterator().next();
    }

    public boolean admits(UserId user) {
        return kind != PacketKind.EXCLUSIVE || recipients.contains(user);
    }
}
