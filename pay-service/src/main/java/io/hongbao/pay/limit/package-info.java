/** How much a user may do in a day. */
@NullMarked
package io.hongbao.pay.limit;

import org.jspecify.annotations.NullMarked;
