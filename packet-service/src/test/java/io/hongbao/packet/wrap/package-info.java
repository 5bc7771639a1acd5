/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.wrap;

import org.jspecify.annotations.NullMarked;
