/** What a user sent and received. */
@NullMarked
package io.hongbao.pay.record;

import org.jspecify.annotations.NullMarked;
