package io.hongbao.ledger.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.notification.Notification.Luckiest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification as clients see it.
 *
 * @param number its place among those of the user; text, as all that may pass 2^53
 * @param id the step's own
 * @param packetId of all but top-ups
 * @param topUpKey of top-ups
 * @param luckiestUserId of a packet that is finished, with {@code luckiestFen}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationItem(
        String number,
        String id,
        String kind,
        Instant at,
        long amountFen,
        @Nullable String packetId,
        @Nullable String topUpKey,
        @Nullable UserId luckiestUserId,
        @Nullable Long luckiestFen) {

    public static NotificationItem of(NumberedNotification numbered, PacketLinks links) {
        Notification what = numbered.notification();
        OrderNumber packet = what.packet();
        IdempotencyKey key = what.topUpKey();
        Luckiest luckiest = what.luckiest();
        return new NotificationItem(
                Long.toString(numbered.number()),
                what.id(),
                what.kind().name(),
                what.at(),
                what.amount().fen(),
                packet == null ? null : links.linkTo(packet),
                key == null ? null : key.value(),
                luckiest == null ? null : luckiest.user(),
                luckiest == null ? null : luckiest.amount().fen());
    }
}
