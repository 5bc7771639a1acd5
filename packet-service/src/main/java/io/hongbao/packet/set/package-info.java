/** SETs: what belongs to each, and the map from a SET to it. */
@NullMarked
package io.hongbao.packet.set;

import org.jspecify.annotations.NullMarked;
