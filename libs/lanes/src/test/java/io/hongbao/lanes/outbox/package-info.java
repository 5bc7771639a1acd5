/** The outbox on a real database and a real broker. */
@NullMarked
package io.hongbao.lanes.outbox;

import org.jspecify.annotations.NullMarked;
