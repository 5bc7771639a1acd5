/** Payments that wait in their payer's wallet shard, because their packet's SET took none. */
@NullMarked
package io.hongbao.ledger.parked;

import org.jspecify.annotations.NullMarked;
