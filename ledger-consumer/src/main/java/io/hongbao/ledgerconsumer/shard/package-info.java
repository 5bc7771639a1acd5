/** Wallet shards as this service sees them: up, or down and probed until they are back. */
@NullMarked
package io.hongbao.ledgerconsumer.shard;

import org.jspecify.annotations.NullMarked;
