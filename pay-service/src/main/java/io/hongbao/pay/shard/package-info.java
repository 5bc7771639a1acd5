/**
 * Wallet shards: each with a lane, reads and an outbox of its own, so that one that is down hurts
 * only its users.
 */
@NullMarked
package io.hongbao.pay.shard;

import org.jspecify.annotations.NullMarked;
