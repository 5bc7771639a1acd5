/** The way to money on bank cards. */
@NullMarked
package io.hongbao.pay.bank;

import org.jspecify.annotations.NullMarked;
