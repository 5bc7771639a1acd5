/** Tests of bank channels. */
@NullMarked
package io.hongbao.pay.bank;

import org.jspecify.annotations.NullMarked;
