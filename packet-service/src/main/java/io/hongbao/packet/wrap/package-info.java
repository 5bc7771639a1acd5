/** Wrapping 包 a packet: checked, made on a SET, answered with a pay ticket. */
@NullMarked
package io.hongbao.packet.wrap;

import org.jspecify.annotations.NullMarked;
