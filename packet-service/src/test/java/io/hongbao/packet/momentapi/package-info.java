/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.packet.momentapi;

import org.jspecify.annotations.NullMarked;
