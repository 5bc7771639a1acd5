/** Calls that come many at once, each served as if it had come alone. */
@NullMarked
package io.hongbao.serving.carry;

import org.jspecify.annotations.NullMarked;
