/** What every process of a suite does while a figure is measured, by JFR and perf. */
@NullMarked
package io.hongbao.bench.profile;

import org.jspecify.annotations.NullMarked;
