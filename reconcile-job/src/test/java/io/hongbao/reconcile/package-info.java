/** Plants every kind of discrepancy into real databases and sees it found. */
@NullMarked
package io.hongbao.reconcile;

import org.jspecify.annotations.NullMarked;
