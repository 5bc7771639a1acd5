/** How badly payments go here, for those who can do with fewer of them. */
@NullMarked
package io.hongbao.pay.trouble;

import org.jspecify.annotations.NullMarked;
