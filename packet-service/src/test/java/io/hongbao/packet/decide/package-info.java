/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.decide;

import org.jspecify.annotations.NullMarked;
