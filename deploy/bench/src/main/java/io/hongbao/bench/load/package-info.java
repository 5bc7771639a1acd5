/**
 * Sends HTTP calls from one thread, as fast as they are answered or at a fixed rate, and measures.
 */
@NullMarked
package io.hongbao.bench.load;

import org.jspecify.annotations.NullMarked;
