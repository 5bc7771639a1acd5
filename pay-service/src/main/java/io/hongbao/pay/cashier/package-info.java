/**
 * Sessions of payments by card that are under way: in the memory of the instance that owns the
 * payer's wallet slot, and nowhere else. What a payment comes to never depends on them.
 */
@NullMarked
package io.hongbao.pay.cashier;

import org.jspecify.annotations.NullMarked;
