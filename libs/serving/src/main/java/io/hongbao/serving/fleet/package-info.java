/** Which instances of which services there are. */
@NullMarked
package io.hongbao.serving.fleet;

import org.jspecify.annotations.NullMarked;
