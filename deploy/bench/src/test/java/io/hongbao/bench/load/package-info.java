@NullMarked
package io.hongbao.bench.load;

import org.jspecify.annotations.NullMarked;
