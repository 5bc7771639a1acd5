/** The last answers to users, told again, and marked as stale, when no newer ones can be had. */
@NullMarked
package io.hongbao.gateway.stale;

import org.jspecify.annotations.NullMarked;
