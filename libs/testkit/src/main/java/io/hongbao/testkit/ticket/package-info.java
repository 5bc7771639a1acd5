/** Calls with tickets that are not for them, to show that a service refuses each. */
@NullMarked
package io.hongbao.testkit.ticket;

import org.jspecify.annotations.NullMarked;
