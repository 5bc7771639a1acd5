/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.open;

import org.jspecify.annotations.NullMarked;
