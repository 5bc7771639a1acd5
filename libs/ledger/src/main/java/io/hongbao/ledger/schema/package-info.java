/** The schema of a wallet shard, and which shard a database is. */
@NullMarked
package io.hongbao.ledger.schema;

import org.jspecify.annotations.NullMarked;
