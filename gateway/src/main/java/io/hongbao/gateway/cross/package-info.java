/** How calls get their answers from services: combined, alone, or by a route of the gateway. */
@NullMarked
package io.hongbao.gateway.cross;

import org.jspecify.annotations.NullMarked;
