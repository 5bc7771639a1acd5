/** The public paths, and what every call goes through on its way in. */
@NullMarked
package io.hongbao.gateway.route;

import org.jspecify.annotations.NullMarked;
