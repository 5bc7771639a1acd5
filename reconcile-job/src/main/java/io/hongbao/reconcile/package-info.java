/**
 * Proves that no money was lost or made: the program, and the same check as a library for tests.
 */
@NullMarked
package io.hongbao.reconcile;

import org.jspecify.annotations.NullMarked;
