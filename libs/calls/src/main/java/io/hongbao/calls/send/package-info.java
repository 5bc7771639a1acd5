/** One call to one instance, and the second try at the next one. */
@NullMarked
package io.hongbao.calls.send;

import org.jspecify.annotations.NullMarked;
