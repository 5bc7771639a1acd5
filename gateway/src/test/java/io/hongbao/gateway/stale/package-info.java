/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.gateway.stale;

import org.jspecify.annotations.NullMarked;
