/** Tests of which SETs and tables an instance looks after. */
@NullMarked
package io.hongbao.packet.owner;

import org.jspecify.annotations.NullMarked;
