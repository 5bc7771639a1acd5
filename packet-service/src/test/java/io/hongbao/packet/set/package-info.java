/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.set;

import org.jspecify.annotations.NullMarked;
