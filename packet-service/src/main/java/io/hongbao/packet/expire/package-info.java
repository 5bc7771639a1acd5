/** Refunding 退 what nobody opened, and closing what nobody paid. */
@NullMarked
package io.hongbao.packet.expire;

import org.jspecify.annotations.NullMarked;
