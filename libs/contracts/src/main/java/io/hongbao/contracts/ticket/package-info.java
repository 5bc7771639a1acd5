/** Signed statements made inside the system, without which no internal call is served. */
@NullMarked
package io.hongbao.contracts.ticket;

import org.jspecify.annotations.NullMarked;
