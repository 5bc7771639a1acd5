/** The consumer groups: threads, offsets, and pauses of what a shard that is down holds up. */
@NullMarked
package io.hongbao.ledgerconsumer.consume;

import org.jspecify.annotations.NullMarked;
