/** Tests of sessions of payments under way. */
@NullMarked
package io.hongbao.pay.cashier;

import org.jspecify.annotations.NullMarked;
