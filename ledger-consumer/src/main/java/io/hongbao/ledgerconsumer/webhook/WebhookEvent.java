package io.hongbao.ledgerconsumer.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.notification.NotificationItem;
import io.hongbao.ledger.notification.NumberedNotification;

/**
 * What is posted.
 *
 * @param eventId the same however often it is posted: {@code userId-number}
 * @param userId who is told
 * @param item what the user's own page shows of it
 */
record WebhookEvent(String eventId, UserId userId, @JsonUnwrapped NotificationItem item) {

    static WebhookEvent of(NumberedNotification told, PacketLinks links) {
        UserId user = told.notification().user();
        return new WebhookEvent(user + "-" + told.number(), user, NotificationItem.of(told, links));
    }
}
