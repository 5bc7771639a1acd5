/** The drill of the reconcile job: faults are planted in the running suite, found and repaired. */
@NullMarked
package io.hongbao.local.reconcile;

import org.jspecify.annotations.NullMarked;
