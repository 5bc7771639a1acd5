/** Drawings as text that every browser shows: no script, no library. */
@NullMarked
package io.hongbao.bench.chart;

import org.jspecify.annotations.NullMarked;
