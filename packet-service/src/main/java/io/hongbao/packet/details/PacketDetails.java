package io.hongbao.packet.details;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet as whoever has its link sees it. While shares can be opened, only its sender and those
 * who opened one are shown amounts: nobody else shall choose the moment by what is left.
 *
 * @param openedFen only with amounts
 * @param openedShares only with amounts
 * @param recipients who may open it, in the sender's order; only when exclusive
 * @param state the stored state, but {@code EXPIRED} from {@code expiresAt} on until refunded
 * @param opens in the order in which they were opened; only with amounts
 * @param refundedFen what went back to the sender; only when refunded
 * @param luckiestUserId only of a lucky packet, when finished
 * @param seed only when finished or refunded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PacketDetails(
        String packetId,
        PacketKind kind,
        String greeting,
        UserId senderId,
        long totalFen,
        int shares,
        @Nullable List<UserId> recipients,
        @Nullable Long openedFen,
        @Nullable Integer openedShares,
        @Nullable Long refundedFen,
        String state,
        Instant createdAt,
        Instant payBy,
        @Nullable Instant paidAt,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable List<OpenView> opens,
        @Nullable UserId luckiestUserId,
        String commitment,
        @Nullable String seed) {

    record OpenView(UserId userId, long amountFen, Instant openedAt) {}
}
