package io.hongbao.pay.escalation;

import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists the documents that wait for a person, and gives them back to the background. */
@Component
public final class EscalatedDocuments {

    private static final int LIST_MAX = 1_000;

    private final WalletShards shards;
    private final LedgerReads reads = new LedgerReads();

    EscalatedDocuments(WalletShards shards) {
        this.shards = shards;
    }

    /** The oldest of each shard, at most {@value #LIST_MAX} a shard. */
    public List<CardDocument> list() {
        return shards.all().stream().flatMap(shard -> list(shard).stream()).toList();
    }

    private List<CardDocument> list(WalletShardHandle shard) {
        return shard.read(session -> reads.escalatedDocuments(session, LIST_MAX));
    }

    /** Has the banks asked again about all that are listed; how many there were. */
    public int resume() {
        int resumed = 0;
        for (WalletShardHandle shard : shards.all()) {
            for (CardDocument document : list(shard)) {
                if (shard.decide(new ResumeDocument(document))) {
                    resumed++;
                }
            }
        }
        return resumed;
    }
}
