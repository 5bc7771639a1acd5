/** Fills the queue of a consumer group, and drains it under a rate and without one. */
@NullMarked
package io.hongbao.local.queue;

import org.jspecify.annotations.NullMarked;
