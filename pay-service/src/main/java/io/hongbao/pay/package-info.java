/** The pay service: payments, top-ups, wallets and records of users. */
@NullMarked
package io.hongbao.pay;

import org.jspecify.annotations.NullMarked;
