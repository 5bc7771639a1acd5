/**
 * The whole suite as processes, called over HTTP as clients call it, broken on purpose, and held to
 * the reconcile job's five invariants.
 */
@NullMarked
package io.hongbao.e2e;

import org.jspecify.annotations.NullMarked;
