/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.activate;

import org.jspecify.annotations.NullMarked;
