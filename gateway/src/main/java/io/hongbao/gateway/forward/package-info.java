/** One call to one instance of a service, and to the next one when the first is gone. */
@NullMarked
package io.hongbao.gateway.forward;

import org.jspecify.annotations.NullMarked;
