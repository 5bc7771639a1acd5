/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.details;

import org.jspecify.annotations.NullMarked;
