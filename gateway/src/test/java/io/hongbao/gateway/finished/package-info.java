/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.gateway.finished;

import org.jspecify.annotations.NullMarked;
