@NullMarked
package io.hongbao.local.drill;

import org.jspecify.annotations.NullMarked;
