@NullMarked
package io.hongbao.bench.traffic;

import org.jspecify.annotations.NullMarked;
