/** How a run is done. */
@NullMarked
package io.hongbao.bench.run;

import org.jspecify.annotations.NullMarked;
