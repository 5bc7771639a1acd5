package io.hongbao.ledgerconsumer.apply;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.event.NotificationV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.consume.EventCache;
import io.hongbao.events.consume.EventReader;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.notification.Notification.Luckiest;
import io.hongbao.ledger.wallet.TellUsers;
import io.hongbao.ledger.wallet.WriteOutcome;
import java.time.Instant;
import java.util.List;

/** Group {@code user-notifications}: senders are told what only their packets' SETs know. */
public final class PostNotifications implements ShardSink<Notification> {

    private final TellUsers tellUsers;

    public PostNotifications(TellUsers tellUsers) {
        this.tellUsers = tellUsers;
    }

    @Override
    public String group() {
        return Topics.GROUP_NOTIFICATIONS;
    }

    @Override
    public String delayMetric() {
        return "hongbao.notification.delay";
    }

    @Override
    public EventReader<Notification> reader(EventSignatures signatures, EventCache cache) {
        // Nobody else reads this topic.
        return new EventReader<Notification>(group(), signatures)
                .with(NotificationV1.class, PostNotifications::notification);
    }

    @Override
    public UserId userOf(Notification entry) {
        return entry.user();
    }

    @Override
    public Instant decidedAt(Notification entry) {
        return entry.at();
    }

    @Override
    public List<WriteOutcome> write(LaneConnection connection, List<Notification> entries) {
        return tellUsers.tellOnce(connection, entries);
    }

    private static Notification notification(NotificationV1 event) {
        var packet = new OrderNumber(event.orderNumber());
        return new Notification(
                new UserId(event.userId()),
                NotificationKind.valueOf(event.kind()),
                packet.value(),
                packet,
                null,
                new Money(event.amountFen()),
                event.luckiestUserId() == 0
                        ? null
                        : new Luckiest(
                                new UserId(event.luckiestUserId()), new Money(event.luckiestFen())),
                event.at());
    }
}
