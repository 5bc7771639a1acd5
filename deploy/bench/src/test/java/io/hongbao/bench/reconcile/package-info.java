/** Tests of the bench of the reconcile job. */
@NullMarked
package io.hongbao.bench.reconcile;

import org.jspecify.annotations.NullMarked;
