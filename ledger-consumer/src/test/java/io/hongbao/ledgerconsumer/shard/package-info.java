/** When shards are up, and who hears of it. */
@NullMarked
package io.hongbao.ledgerconsumer.shard;

import org.jspecify.annotations.NullMarked;
