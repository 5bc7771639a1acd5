@NullMarked
package io.hongbao.bench;

import org.jspecify.annotations.NullMarked;
