package io.hongbao.packet.store;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.Opens;
import io.hongbao.packet.state.PacketLifecycle;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code send_order_N} as the columns have it.
 *
 * @param recipients user ids and commas; null unless EXCLUSIVE
 */
record OrderRow(
        String orderNo,
        long senderId,
        String kind,
        long totalFen,
        int shareCount,
        String greeting,
        @Nullable String recipients,
        String wrapKey,
        long lifetimeMs,
        String state,
        int version,
        long fenLeft,
        int sharesLeft,
        Instant createdAt,
        Instant payBy,
        @Nullable Instant paidAt,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt) {

    /** The packet, with its shares in the order of their numbers. */
    PacketState packet(List<OpenedShare> shares) {
        var terms =
                new PacketTerms(
                        new OrderNumber(orderNo),
                        new UserId(senderId),
                        PacketKind.valueOf(kind),
                        new Money(totalFen),
                        shareCount,
                        greeting,
                        split(recipients),
                        new IdempotencyKey(wrapKey),
                        Duration.ofMillis(lifetimeMs),
                        createdAt,
                        payBy);
        var lifecycle =
                new PacketLifecycle(
                        StoredState.valueOf(state), version, paidAt, expiresAt, endedAt);
        return new PacketState(terms, lifecycle, Opens.of(new Money(fenLeft), sharesLeft, shares));
    }

    private static Set<UserId> split(@Nullable String users) {
        if (users == null) {
            return Set.of();
        }
        return Arrays.stream(users.split(",", -1))
                .map(user -> new UserId(Long.parseLong(user)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
