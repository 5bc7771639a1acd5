/** The arithmetic of fleets. */
@NullMarked
package io.hongbao.bench.capacity;

import org.jspecify.annotations.NullMarked;
