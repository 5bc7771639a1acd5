@NullMarked
package io.hongbao.bench.check;

import org.jspecify.annotations.NullMarked;
