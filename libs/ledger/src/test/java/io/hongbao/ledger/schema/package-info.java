/** Tests of the schema of wallet shards. */
@NullMarked
package io.hongbao.ledger.schema;

import org.jspecify.annotations.NullMarked;
