/** What must hold before a run, and what must be true after it. */
@NullMarked
package io.hongbao.bench.check;

import org.jspecify.annotations.NullMarked;
