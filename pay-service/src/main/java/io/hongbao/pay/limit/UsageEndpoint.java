package io.hongbao.pay.limit;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.usage.DayReceived;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.shard.WalletShards;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** For the person who looks at a user: what was counted of the user today. */
@Component
@Endpoint(id = "usage")
final class UsageEndpoint {

    private final WalletShards shards;
    private final Clock clock;
    private final LedgerReads reads = new LedgerReads();

    UsageEndpoint(WalletShards shards, Clock clock) {
        this.shards = shards;
        this.clock = clock;
    }

    /**
     * In fen and numbers.
     *
     * @param day by Asia/Shanghai
     */
    record View(
            LocalDate day,
            long sentFen,
            int sentCount,
            long toppedUpFen,
            int toppedUpCount,
            int declines,
            int newCards,
            long receivedFen,
            int receivedCount) {}

    @ReadOperation
    View of(@Selector long user) {
        var id = new UserId(user);
        var now = clock.instant();
        DayUsage usage = shards.of(id).read(session -> reads.usage(session, id, now));
        DayReceived received = shards.of(id).read(session -> reads.received(session, id, now));
        return new View(
                usage.day(),
                usage.sent().amount().fen(),
                usage.sent().count(),
                usage.toppedUp().amount().fen(),
                usage.toppedUp().count(),
                usage.declines(),
                usage.newCards(),
                received.shares().amount().fen(),
                received.shares().count());
    }
}
