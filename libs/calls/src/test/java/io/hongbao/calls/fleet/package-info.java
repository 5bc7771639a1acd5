/** Instances that come, go, hang and are listed anew. */
@NullMarked
package io.hongbao.calls.fleet;

import org.jspecify.annotations.NullMarked;
