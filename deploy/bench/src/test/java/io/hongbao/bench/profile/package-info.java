@NullMarked
package io.hongbao.bench.profile;

import org.jspecify.annotations.NullMarked;
