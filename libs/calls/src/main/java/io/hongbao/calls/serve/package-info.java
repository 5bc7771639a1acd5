/** Calls that come many at once, each served as if it had come alone. */
@NullMarked
package io.hongbao.calls.serve;

import org.jspecify.annotations.NullMarked;
