/** Applies dead letters again, when their reason is gone. */
@NullMarked
package io.hongbao.posting.replay;

import org.jspecify.annotations.NullMarked;
