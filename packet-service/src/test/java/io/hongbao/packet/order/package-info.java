/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.order;

import org.jspecify.annotations.NullMarked;
