/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.grab;

import org.jspecify.annotations.NullMarked;
