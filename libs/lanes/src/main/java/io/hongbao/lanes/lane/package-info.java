/** Lanes: bounded queues whose worker handles everything that waits as one batch. */
@NullMarked
package io.hongbao.lanes.lane;

import org.jspecify.annotations.NullMarked;
