/** Banks that keep the contract of {@code docs/bank-openapi.yaml}. */
@NullMarked
package io.hongbao.pay.bank.http;

import org.jspecify.annotations.NullMarked;
