/** A drill of moments: views go on while more and more payments fail, and then none. */
@NullMarked
package io.hongbao.bench.moments;

import org.jspecify.annotations.NullMarked;
