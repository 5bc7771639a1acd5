/** Adding to a balance from a card. */
@NullMarked
package io.hongbao.pay.topup;

import org.jspecify.annotations.NullMarked;
