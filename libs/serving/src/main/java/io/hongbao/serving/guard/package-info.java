/** Local secrets never leave a laptop. */
@NullMarked
package io.hongbao.serving.guard;

import org.jspecify.annotations.NullMarked;
