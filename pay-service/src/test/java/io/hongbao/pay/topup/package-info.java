/** Tests of top-ups. */
@NullMarked
package io.hongbao.pay.topup;

import org.jspecify.annotations.NullMarked;
