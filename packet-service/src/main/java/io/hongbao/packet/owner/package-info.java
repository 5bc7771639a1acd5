/** Which SETs and tables this instance looks after. */
@NullMarked
package io.hongbao.packet.owner;

import org.jspecify.annotations.NullMarked;
