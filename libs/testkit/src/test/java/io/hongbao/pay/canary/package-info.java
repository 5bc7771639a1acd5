/** What another service must not use. */
@NullMarked
package io.hongbao.pay.canary;

import org.jspecify.annotations.NullMarked;
