/** What never changes any more, answered from memory. */
@NullMarked
package io.hongbao.gateway.finished;

import org.jspecify.annotations.NullMarked;
