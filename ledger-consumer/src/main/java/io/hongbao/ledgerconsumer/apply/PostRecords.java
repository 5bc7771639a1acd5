package io.hongbao.ledgerconsumer.apply;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.MomentPostedV1;
import io.hongbao.contracts.event.MomentSeenV1;
import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.consume.EventCache;
import io.hongbao.events.consume.EventReader;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.WriteOutcome;
import java.time.Instant;
import java.util.List;

/**
 * Group {@code user-records}: active packets, opened shares, and moments that were posted or seen
 * become lines of users' lists.
 */
public final class PostRecords implements ShardSink<UserRecord> {

    private final Records records;

    public PostRecords(Records records) {
        this.records = records;
    }

    @Override
    public String group() {
        return Topics.GROUP_RECORDS;
    }

    @Override
    public String delayMetric() {
        return "hongbao.record.delay";
    }

    @Override
    public EventReader<UserRecord> reader(EventSignatures signatures, EventCache cache) {
        return new EventReader<UserRecord>(group(), signatures, cache)
                .with(PacketActivatedV1.class, PostRecords::sent)
                .with(ShareOpenedV1.class, PostRecords::received)
                .with(MomentPostedV1.class, PostRecords::posted)
                .with(MomentSeenV1.class, PostRecords::seen);
    }

    @Override
    public UserId userOf(UserRecord entry) {
        return entry.user();
    }

    @Override
    public Instant decidedAt(UserRecord entry) {
        return entry.at();
    }

    @Override
    public List<WriteOutcome> write(LaneConnection connection, List<UserRecord> entries) {
        return records.add(connection, entries);
    }

    private static UserRecord sent(PacketActivatedV1 activated) {
        return UserRecord.sent(
                new UserId(activated.senderId()),
                new OrderNumber(activated.orderNumber()),
                PacketKind.valueOf(activated.kind()),
                new Money(activated.totalFen()),
                activated.shares(),
                activated.activatedAt(),
                activated.greeting());
    }

    private static UserRecord received(ShareOpenedV1 opened) {
        return UserRecord.received(
                new UserId(opened.userId()),
                new OrderNumber(opened.orderNumber()),
                PacketKind.valueOf(opened.kind()),
                new Money(opened.amountFen()),
                new UserId(opened.senderId()),
                opened.openedAt(),
                opened.greeting());
    }

    private static UserRecord posted(MomentPostedV1 posted) {
        return UserRecord.posted(
                new UserId(posted.posterId()),
                new OrderNumber(posted.orderNumber()),
                posted.postedAt(),
                posted.text());
    }

    private static UserRecord seen(MomentSeenV1 seen) {
        return UserRecord.seen(
                new UserId(seen.viewerId()),
                new OrderNumber(seen.orderNumber()),
                new Money(seen.amountFen()),
                new UserId(seen.posterId()),
                seen.seenAt(),
                seen.text());
    }
}
