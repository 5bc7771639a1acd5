/** Payments that were put aside, told again when the reason is gone. */
@NullMarked
package io.hongbao.packet.replay;

import org.jspecify.annotations.NullMarked;
