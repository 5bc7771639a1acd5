/** What processes say of themselves while the load goes on: CPU time, meters, the way of events. */
@NullMarked
package io.hongbao.bench.watch;

import org.jspecify.annotations.NullMarked;
