/**
 * Payments of packets whose SET did not take them: parked in the payers' wallet shards, shown, and
 * told again.
 */
@NullMarked
package io.hongbao.pay.parked;

import org.jspecify.annotations.NullMarked;
