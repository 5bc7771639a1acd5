/** Tests of record lists. */
@NullMarked
package io.hongbao.pay.record;

import org.jspecify.annotations.NullMarked;
