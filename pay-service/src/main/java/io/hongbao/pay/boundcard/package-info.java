/** Cards that users bound, so that they can pay without naming one. */
@NullMarked
package io.hongbao.pay.boundcard;

import org.jspecify.annotations.NullMarked;
