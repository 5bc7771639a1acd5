/** Tests of payments that no SET takes. */
@NullMarked
package io.hongbao.pay.parked;

import org.jspecify.annotations.NullMarked;
