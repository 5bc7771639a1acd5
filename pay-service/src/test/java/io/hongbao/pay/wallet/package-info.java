/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.pay.wallet;

import org.jspecify.annotations.NullMarked;
