/** One day's money, compared on both sides. */
@NullMarked
package io.hongbao.reconcile.day;

import org.jspecify.annotations.NullMarked;
