/** Tests of statements on a real database. */
@NullMarked
package io.hongbao.ledger.statement;

import org.jspecify.annotations.NullMarked;
