/** Which calls matter most. */
@NullMarked
package io.hongbao.gateway.route;

import org.jspecify.annotations.NullMarked;
