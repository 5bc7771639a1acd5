/** Dead letters, published again when their reason is gone. */
@NullMarked
package io.hongbao.events.replay;

import org.jspecify.annotations.NullMarked;
