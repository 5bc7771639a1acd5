/** How much a user may send and top up in a day. */
@NullMarked
package io.hongbao.pay.limit;

import org.jspecify.annotations.NullMarked;
