/** A service that starts, and leaves. */
@NullMarked
package io.hongbao.serving.ready;

import org.jspecify.annotations.NullMarked;
