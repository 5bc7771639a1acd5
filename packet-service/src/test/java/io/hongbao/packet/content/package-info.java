/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.content;

import org.jspecify.annotations.NullMarked;
