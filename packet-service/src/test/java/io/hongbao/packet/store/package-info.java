/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.store;

import org.jspecify.annotations.NullMarked;
