/** Opening 拆 shares, many calls of users at once. */
@NullMarked
package io.hongbao.packet.open;

import org.jspecify.annotations.NullMarked;
