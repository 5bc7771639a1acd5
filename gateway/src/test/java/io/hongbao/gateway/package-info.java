/** The gateway as clients see it: over HTTP, in front of small servers that play the services. */
@NullMarked
package io.hongbao.gateway;

import org.jspecify.annotations.NullMarked;
