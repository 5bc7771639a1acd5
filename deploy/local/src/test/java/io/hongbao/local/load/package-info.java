@NullMarked
package io.hongbao.local.load;

import org.jspecify.annotations.NullMarked;
