/** Checks that need one database only: columns, seeds, balances. */
@NullMarked
package io.hongbao.reconcile.single;

import org.jspecify.annotations.NullMarked;
