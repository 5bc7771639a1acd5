@NullMarked
package io.hongbao.serving.carry;

import org.jspecify.annotations.NullMarked;
