/** Tests of what the packet service asks before it takes a SET for new. */
@NullMarked
package io.hongbao.pay.paidset;

import org.jspecify.annotations.NullMarked;
