/** A process that has more to do than it can. */
@NullMarked
package io.hongbao.serving.overload;

import org.jspecify.annotations.NullMarked;
