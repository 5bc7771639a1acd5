/** What a user sent, received, posted and saw. */
@NullMarked
package io.hongbao.pay.record;

import org.jspecify.annotations.NullMarked;
