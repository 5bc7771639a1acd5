/** How far a partition comes with a batch. */
@NullMarked
package io.hongbao.posting.consume;

import org.jspecify.annotations.NullMarked;
