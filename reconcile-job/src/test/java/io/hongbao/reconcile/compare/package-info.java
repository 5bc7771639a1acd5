/** Tests of how the sides of a comparison are divided. */
@NullMarked
package io.hongbao.reconcile.compare;

import org.jspecify.annotations.NullMarked;
