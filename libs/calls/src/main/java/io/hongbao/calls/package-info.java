/** The only way from process to process. */
@NullMarked
package io.hongbao.calls;

import org.jspecify.annotations.NullMarked;
