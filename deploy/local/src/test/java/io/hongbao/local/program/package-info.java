/** The built programs of the checkout, made ready to start fast. */
@NullMarked
package io.hongbao.local.program;

import org.jspecify.annotations.NullMarked;
