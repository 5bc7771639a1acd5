package io.hongbao.pay.paidset;

import io.hongbao.contracts.call.PaidSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.ticket.RequiresTicket;
import java.util.TreeSet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET} {@link PaidSets#PATH}: before a SET without rows is taken for a new one. */
@RestController
final class PaidSetsController {

    private final WalletShards shards;
    private final Operations operations;
    private final LedgerReads reads = new LedgerReads();

    PaidSetsController(WalletShards shards, Operations operations) {
        this.shards = shards;
        this.operations = operations;
    }

    /** The answer of all shards, or none. */
    @RequiresTicket(Operation.LIST_PAID_SETS)
    @GetMapping(PaidSets.PATH)
    ResponseEntity<PaidSets> paidSets() {
        return operations.serve(
                "paid_sets",
                () -> {
                    var sets = new TreeSet<SetId>();
                    for (WalletShardHandle shard : shards.all()) {
                        sets.addAll(shard.read(reads::paidSets));
                    }
                    return ResponseEntity.ok(
                            new PaidSets(sets.stream().map(SetId::toString).toList()));
                });
    }
}
