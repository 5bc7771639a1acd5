/** What every internal call must have: a right ticket, time left, and no header twice. */
@NullMarked
package io.hongbao.serving.ticket;

import org.jspecify.annotations.NullMarked;
