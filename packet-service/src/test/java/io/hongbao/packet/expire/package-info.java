/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.expire;

import org.jspecify.annotations.NullMarked;
