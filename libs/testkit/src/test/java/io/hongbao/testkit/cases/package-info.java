/** Inputs for tests: every case of a small space, seeded chance, moved clocks, bounded waits. */
@NullMarked
package io.hongbao.testkit.cases;

import org.jspecify.annotations.NullMarked;
