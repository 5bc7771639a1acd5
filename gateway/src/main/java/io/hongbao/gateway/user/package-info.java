/** Who calls: bearer tokens, checked and remembered. */
@NullMarked
package io.hongbao.gateway.user;

import org.jspecify.annotations.NullMarked;
