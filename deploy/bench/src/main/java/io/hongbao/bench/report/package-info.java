/** A run's figures: as text, as a line of JSON, as a page. */
@NullMarked
package io.hongbao.bench.report;

import org.jspecify.annotations.NullMarked;
