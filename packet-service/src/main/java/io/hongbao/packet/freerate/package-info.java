/** Which part of the views of moments is free now. */
@NullMarked
package io.hongbao.packet.freerate;

import org.jspecify.annotations.NullMarked;
