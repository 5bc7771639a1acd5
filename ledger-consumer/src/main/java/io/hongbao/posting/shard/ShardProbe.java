package io.hongbao.posting.shard;

import io.hongbao.catalogue.WalletShard;
import java.util.Optional;

/** Finds out whether a shard can be written to. */
@FunctionalInterface
public interface ShardProbe {

    /** Empty when it is up. Answers in bounded time. */
    Optional<String> whyDown(WalletShard shard);
}
