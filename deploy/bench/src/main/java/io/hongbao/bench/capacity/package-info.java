/** How large a fleet must be, calculated from what operations cost on one machine. No rates. */
@NullMarked
package io.hongbao.bench.capacity;

import org.jspecify.annotations.NullMarked;
