/** The lane of a SET's moments: what is read and written, in batches. */
@NullMarked
package io.hongbao.packet.momentlane;

import org.jspecify.annotations.NullMarked;
