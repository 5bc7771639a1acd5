package io.hongbao.ledgerconsumer.apply;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.consume.EventCache;
import io.hongbao.events.consume.EventReader;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.PostOutcome;
import io.hongbao.ledger.wallet.WriteOutcome;
import java.time.Instant;
import java.util.List;

/** Group {@code balance-credits}: shares and refunds become transfers out of escrow. */
public final class PostCredits implements ShardSink<Transfer> {

    private final LedgerWrites ledger;
    private final ReceivedAlarm alarm;

    public PostCredits(LedgerWrites ledger, ReceivedAlarm alarm) {
        this.ledger = ledger;
        this.alarm = alarm;
    }

    @Override
    public String group() {
        return Topics.GROUP_CREDITS;
    }

    @Override
    public String delayMetric() {
        return "hongbao.credit.delay";
    }

    @Override
    public EventReader<Transfer> reader(EventSignatures signatures, EventCache cache) {
        return new EventReader<Transfer>(group(), signatures, cache)
                .with(ShareOpenedV1.class, PostCredits::credit)
                .with(PacketRefundedV1.class, PostCredits::refund);
    }

    @Override
    public UserId userOf(Transfer entry) {
        return entry.user();
    }

    @Override
    public Instant decidedAt(Transfer entry) {
        return entry.businessAt();
    }

    @Override
    public List<WriteOutcome> write(LaneConnection connection, List<Transfer> entries) {
        List<PostOutcome> outcomes = ledger.post(connection, entries);
        for (PostOutcome outcome : outcomes) {
            if (outcome instanceof PostOutcome.Posted(var share, var received)
                    && received != null) {
                alarm.credited(share, received);
            }
        }
        return outcomes.stream().map(PostCredits::outcome).toList();
    }

    private static Transfer credit(ShareOpenedV1 opened) {
        if (opened.shareNo() < 0) {
            throw new IllegalArgumentException("must be >= 0: shareNo=" + opened.shareNo());
        }
        return Transfer.shareCredit(
                new OrderNumber(opened.orderNumber()),
                opened.shareNo(),
                new UserId(opened.userId()),
                new Money(opened.amountFen()),
                opened.openedAt());
    }

    private static Transfer refund(PacketRefundedV1 refunded) {
        return Transfer.packetRefund(
                new OrderNumber(refunded.orderNumber()),
                new UserId(refunded.senderId()),
                new Money(refunded.refundFen()),
                refunded.refundedAt());
    }

    private static WriteOutcome outcome(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Posted _ -> WriteOutcome.NEW;
            case PostOutcome.Repeated(_) -> WriteOutcome.REPEATED;
            case PostOutcome.Differs(_) -> WriteOutcome.DIFFERS;
            case PostOutcome.WrapAlreadyPaid(_), PostOutcome.InsufficientBalance(_) ->
                    throw new IllegalStateException("a credit out of escrow: " + outcome);
        };
    }
}
