/** Many calls that wait for the same instance, sent as one; no thread waits for the answer. */
@NullMarked
package io.hongbao.calls.combine;

import org.jspecify.annotations.NullMarked;
