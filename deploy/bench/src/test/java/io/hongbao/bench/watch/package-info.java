@NullMarked
package io.hongbao.bench.watch;

import org.jspecify.annotations.NullMarked;
