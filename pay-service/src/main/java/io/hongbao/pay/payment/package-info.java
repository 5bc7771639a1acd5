/** Paying for a packet, and asking what is to be paid. */
@NullMarked
package io.hongbao.pay.payment;

import org.jspecify.annotations.NullMarked;
