/** What a check says: for each invariant yes, or no and the rows. */
@NullMarked
package io.hongbao.reconcile.report;

import org.jspecify.annotations.NullMarked;
