/**
 * Two sides that must have the same lines: fingerprints first, computed by the databases; rows only
 * where those differ.
 */
@NullMarked
package io.hongbao.reconcile.compare;

import org.jspecify.annotations.NullMarked;
