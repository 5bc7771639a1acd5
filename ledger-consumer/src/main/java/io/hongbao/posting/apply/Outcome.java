package io.hongbao.posting.apply;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.posting.event.DeadReason;

/** What became of one record. */
public sealed interface Outcome {

    /** Committed, now or before; or not for this group. */
    record Done() implements Outcome {}

    /** Can never be applied as it is. */
    record Dead(DeadReason reason, String detail) implements Outcome {}

    /** Not applied, or not known to be: to be repeated when the shard is up. */
    record ShardDown(WalletShard shard) implements Outcome {}

    Outcome DONE = new Done();
}
