/** A day's packets, and faults in them, written by SQL: what the reconcile job is tried on. */
@NullMarked
package io.hongbao.planter;

import org.jspecify.annotations.NullMarked;
