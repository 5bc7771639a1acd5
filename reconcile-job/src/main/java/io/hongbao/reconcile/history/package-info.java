/**
 * What callers were told: written by the clients of tests, benches and drills, read by the check.
 */
@NullMarked
package io.hongbao.reconcile.history;

import org.jspecify.annotations.NullMarked;
