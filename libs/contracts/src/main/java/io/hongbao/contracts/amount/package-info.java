/** How a packet's total becomes shares: fixed by its seed before the first open. */
@NullMarked
package io.hongbao.contracts.amount;

import org.jspecify.annotations.NullMarked;
