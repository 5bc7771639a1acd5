/** Dead letters that are replayed. */
@NullMarked
package io.hongbao.events.replay;

import org.jspecify.annotations.NullMarked;
