/** What users do in each scenario. */
@NullMarked
package io.hongbao.bench.traffic;

import org.jspecify.annotations.NullMarked;
