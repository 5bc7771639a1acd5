/** What lanes promise, tried in full where it is small, and by seed where it is not. */
@NullMarked
package io.hongbao.lanes.lane;

import org.jspecify.annotations.NullMarked;
