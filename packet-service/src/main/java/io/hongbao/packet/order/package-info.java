/** Order numbers, leased in ranges from the SET that they name. */
@NullMarked
package io.hongbao.packet.order;

import org.jspecify.annotations.NullMarked;
