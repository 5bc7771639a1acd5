/** Of which SETs wallets have order numbers, for the packet service. */
@NullMarked
package io.hongbao.pay.paidset;

import org.jspecify.annotations.NullMarked;
