/** MyBatis on plain connections. */
@NullMarked
package io.hongbao.ledger.sql;

import org.jspecify.annotations.NullMarked;
