/** Adding to change from a card. */
@NullMarked
package io.hongbao.pay.topup;

import org.jspecify.annotations.NullMarked;
