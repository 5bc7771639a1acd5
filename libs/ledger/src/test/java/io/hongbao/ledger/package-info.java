/** Tests of the ledger as a whole. */
@NullMarked
package io.hongbao.ledger;

import org.jspecify.annotations.NullMarked;
