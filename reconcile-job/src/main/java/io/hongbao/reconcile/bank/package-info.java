/** The banks' side of invariant 3. */
@NullMarked
package io.hongbao.reconcile.bank;

import org.jspecify.annotations.NullMarked;
