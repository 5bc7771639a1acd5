/** How long the reconcile job takes for a day, clean and spoilt. */
@NullMarked
package io.hongbao.bench.reconcile;

import org.jspecify.annotations.NullMarked;
