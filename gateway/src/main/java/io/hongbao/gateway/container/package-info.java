/** The servlet container, so far as clients can see it. */
@NullMarked
package io.hongbao.gateway.container;

import org.jspecify.annotations.NullMarked;
