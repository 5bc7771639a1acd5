/** Tests of the bank channel over HTTP. */
@NullMarked
package io.hongbao.pay.bank.http;

import org.jspecify.annotations.NullMarked;
