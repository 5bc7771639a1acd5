package io.hongbao.pay.shard;

import io.hongbao.contracts.id.UserId;
import io.hongbao.events.outbox.OutboxRelay;
import io.hongbao.lanes.commit.CommitHandler;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.WalletNeeds;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that waits in a shard's lane: one database transaction, one outbox row. */
final class HandleWalletBatch implements CommitHandler<WalletCommand<?>, Object> {

    private final LedgerWrites writes;
    private final OutboxRelay relay;
    private final InstantSource clock;

    HandleWalletBatch(LedgerWrites writes, OutboxRelay relay, InstantSource clock) {
        this.writes = writes;
        this.relay = relay;
        this.clock = clock;
    }

    /** Whose rows the command locks. */
    static Set<UserId> usersOf(WalletCommand<?> command) {
        var needs = new WalletNeeds();
        command.collect(needs);
        return needs.users();
    }

    @Override
    public List<Object> handle(LaneConnection connection, List<WalletCommand<?>> batch) {
        var needs = new WalletNeeds();
        batch.forEach(command -> command.collect(needs));
        return writes.write(
                        connection,
                        needs,
                        wallet -> {
                            // Under the locks: what was decided before is not later than this.
                            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                            var answers = new ArrayList<Object>(batch.size());
                            for (WalletCommand<?> command : batch) {
                                answers.add(command.decide(wallet, now));
                            }
                            return answers;
                        })
                .publishedBy(relay);
    }
}
