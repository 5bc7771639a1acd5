/** The outbox on a real database and a real broker. */
@NullMarked
package io.hongbao.events.outbox;

import org.jspecify.annotations.NullMarked;
