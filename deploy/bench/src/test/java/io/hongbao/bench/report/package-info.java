@NullMarked
package io.hongbao.bench.report;

import org.jspecify.annotations.NullMarked;
