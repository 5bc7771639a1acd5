/** Tests of records on a real database. */
@NullMarked
package io.hongbao.ledger.record;

import org.jspecify.annotations.NullMarked;
