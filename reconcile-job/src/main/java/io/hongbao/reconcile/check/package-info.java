/** The five invariants. What judges a packet is pure: rows in, findings out. */
@NullMarked
package io.hongbao.reconcile.check;

import org.jspecify.annotations.NullMarked;
