/** Tests of wallet writes on a real database. */
@NullMarked
package io.hongbao.ledger.wallet;

import org.jspecify.annotations.NullMarked;
