@NullMarked
package io.hongbao.bench.storm;

import org.jspecify.annotations.NullMarked;
