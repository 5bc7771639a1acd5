/** Consumer groups: what is passed over, what waits, what dies. */
@NullMarked
package io.hongbao.events.consume;

import org.jspecify.annotations.NullMarked;
