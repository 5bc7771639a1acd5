/** The one way to change a wallet shard, and reads of it. */
@NullMarked
package io.hongbao.ledger.wallet;

import org.jspecify.annotations.NullMarked;
