/** Of which SETs a shard has order numbers. */
@NullMarked
package io.hongbao.ledger.paidset;

import org.jspecify.annotations.NullMarked;
