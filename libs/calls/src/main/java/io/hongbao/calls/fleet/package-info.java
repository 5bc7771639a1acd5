/** Which instances of which services there are. */
@NullMarked
package io.hongbao.calls.fleet;

import org.jspecify.annotations.NullMarked;
