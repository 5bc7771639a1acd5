/** The calls of moments: post one, ask to see it, see who has. */
@NullMarked
package io.hongbao.packet.momentapi;

import org.jspecify.annotations.NullMarked;
