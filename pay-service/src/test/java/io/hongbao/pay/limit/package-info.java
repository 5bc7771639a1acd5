@NullMarked
package io.hongbao.pay.limit;

import org.jspecify.annotations.NullMarked;
