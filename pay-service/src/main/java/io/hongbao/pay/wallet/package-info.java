/** What a user has. */
@NullMarked
package io.hongbao.pay.wallet;

import org.jspecify.annotations.NullMarked;
