@NullMarked
package io.hongbao.local.plant;

import org.jspecify.annotations.NullMarked;
