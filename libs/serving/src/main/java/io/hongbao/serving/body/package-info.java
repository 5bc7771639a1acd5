/** How much a request may carry. */
@NullMarked
package io.hongbao.serving.body;

import org.jspecify.annotations.NullMarked;
