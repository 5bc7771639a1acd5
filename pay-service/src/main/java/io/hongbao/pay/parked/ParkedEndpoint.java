package io.hongbao.pay.parked;

import io.hongbao.contracts.id.SetId;
import io.hongbao.ledger.parked.ParkedPaymentRows.OfSet;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** What is parked, and telling it again. */
@Component
@Endpoint(id = "parked")
final class ParkedEndpoint {

    private final WalletShards shards;
    private final ReplayParked replay;
    private final LedgerReads reads = new LedgerReads();

    ParkedEndpoint(WalletShards shards, ReplayParked replay) {
        this.shards = shards;
        this.replay = replay;
    }

    private record View(String wallet, String set, long payments, Instant oldestAt) {

        static View of(WalletShardHandle shard, OfSet parked) {
            return new View(
                    shard.id(), parked.set().toString(), parked.payments(), parked.oldestAt());
        }
    }

    /** A line for each SET that has any, of each shard. */
    @ReadOperation
    Map<String, List<?>> list() {
        var parked = new ArrayList<View>();
        for (WalletShardHandle shard : shards.all()) {
            shard.read(reads::parkedCounts).forEach(each -> parked.add(View.of(shard, each)));
        }
        return Map.of("parked", parked);
    }

    /** Tells all payments of a SET again. What it still does not take is parked again. */
    @WriteOperation
    Map<String, Integer> replay(String set) {
        return Map.of("told", replay.replay(SetId.parse(set)));
    }
}
