package io.hongbao.pay.notification;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.notification.NotificationItem;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.ticket.RequiresTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/me/notifications}: a page, or a stream for who accepts one. */
@RestController
final class NotificationController {

    private final WalletShards shards;
    private final Notifications notifications;
    private final NotificationStreams streams;
    private final PacketLinks links;
    private final Operations operations;

    NotificationController(
            WalletShards shards,
            Notifications notifications,
            NotificationStreams streams,
            PacketLinks links,
            Operations operations) {
        this.shards = shards;
        this.notifications = notifications;
        this.streams = streams;
        this.links = links;
        this.operations = operations;
    }

    /**
     * A page.
     *
     * @param nextCursor null when nothing follows
     */
    record NotificationPage(List<NotificationItem> items, @Nullable String nextCursor) {}

    @RequiresTicket(Operation.LIST_NOTIFICATIONS)
    @GetMapping("/v1/me/notifications")
    ResponseEntity<?> notifications(
            Ticket ticket,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
        UserId user = Caller.userOf(ticket);
        // The gateway passes no other value on.
        return MediaType.TEXT_EVENT_STREAM_VALUE.equals(accept)
                ? operations.serve("stream_notifications", () -> stream(user, lastSeen))
                : operations.serve(
                        "list_notifications",
                        () -> ResponseEntity.ok(page(user, NotificationQuery.of(cursor, limit))));
    }

    private ResponseEntity<?> stream(UserId user, @Nullable String lastSeen) {
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(
                        lastSeen == null
                                ? streams.open(user)
                                : streams.resume(user, NotificationQuery.lastSeen(lastSeen)));
    }

    private NotificationPage page(UserId user, NotificationQuery query) {
        List<NumberedNotification> found =
                shards.of(user)
                        .read(session ->
                                notifications.page(session, user, query.before(), query.limit()));
        // A full page has a next one, which may be empty.
        return new NotificationPage(
                found.stream().map(each -> NotificationItem.of(each, links)).toList(),
                found.size() < query.limit() ? null : Long.toString(found.getLast().number()));
    }
}
