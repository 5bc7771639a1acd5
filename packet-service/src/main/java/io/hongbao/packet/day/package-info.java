/** Days of order tables: when they are made ahead, and by whom. */
@NullMarked
package io.hongbao.packet.day;

import org.jspecify.annotations.NullMarked;
