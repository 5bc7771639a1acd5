/** Tests of payments. */
@NullMarked
package io.hongbao.pay.payment;

import org.jspecify.annotations.NullMarked;
