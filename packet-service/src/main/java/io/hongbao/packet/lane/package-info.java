/** The lanes of a SET: what changes packets, in batches, and what reads them. */
@NullMarked
package io.hongbao.packet.lane;

import org.jspecify.annotations.NullMarked;
