/** What all SQL of the ledger uses. */
@NullMarked
package io.hongbao.ledger.sql;

import org.jspecify.annotations.NullMarked;
