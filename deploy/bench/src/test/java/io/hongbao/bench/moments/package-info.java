@NullMarked
package io.hongbao.bench.moments;

import org.jspecify.annotations.NullMarked;
