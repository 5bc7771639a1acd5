/** One call of a user and its answer, as all parts of the gateway hand them on. */
@NullMarked
package io.hongbao.gateway.call;

import org.jspecify.annotations.NullMarked;
