/** Grabbing 抢: asking whether anything is left, without changing anything. */
@NullMarked
package io.hongbao.packet.grab;

import org.jspecify.annotations.NullMarked;
