/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.lane;

import org.jspecify.annotations.NullMarked;
