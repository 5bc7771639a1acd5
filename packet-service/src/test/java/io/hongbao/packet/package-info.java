/** Tests of the packet service as a whole. */
@NullMarked
package io.hongbao.packet;

import org.jspecify.annotations.NullMarked;
