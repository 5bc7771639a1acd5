/** Users of a run, with their tokens and tickets, and the packets that they send and open. */
@NullMarked
package io.hongbao.bench.crowd;

import org.jspecify.annotations.NullMarked;
