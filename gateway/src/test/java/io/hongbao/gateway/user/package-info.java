/** Tokens, with a clock that is moved by hand. */
@NullMarked
package io.hongbao.gateway.user;

import org.jspecify.annotations.NullMarked;
