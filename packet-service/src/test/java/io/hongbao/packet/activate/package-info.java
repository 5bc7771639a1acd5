/** Payments that become active packets. */
@NullMarked
package io.hongbao.packet.activate;

import org.jspecify.annotations.NullMarked;
