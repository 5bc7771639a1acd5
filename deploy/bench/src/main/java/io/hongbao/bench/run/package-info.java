/** One run of the bench, from preparing to the last check. */
@NullMarked
package io.hongbao.bench.run;

import org.jspecify.annotations.NullMarked;
