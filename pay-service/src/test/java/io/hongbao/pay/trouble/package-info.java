/** Tests of how badly payments go. */
@NullMarked
package io.hongbao.pay.trouble;

import org.jspecify.annotations.NullMarked;
