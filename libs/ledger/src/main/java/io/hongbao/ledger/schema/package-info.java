/** The schema of a wallet shard. */
@NullMarked
package io.hongbao.ledger.schema;

import org.jspecify.annotations.NullMarked;
