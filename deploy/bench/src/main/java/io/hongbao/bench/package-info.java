/** The load bench: {@code deploy/hongbao bench}. */
@NullMarked
package io.hongbao.bench;

import org.jspecify.annotations.NullMarked;
