/** Tests of bound cards. */
@NullMarked
package io.hongbao.pay.boundcard;

import org.jspecify.annotations.NullMarked;
