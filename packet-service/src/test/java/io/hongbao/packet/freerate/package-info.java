/** Tests of which part of the views of moments is free. */
@NullMarked
package io.hongbao.packet.freerate;

import org.jspecify.annotations.NullMarked;
