/** Whether a database is the one it should be, and keeps what it acknowledges. */
@NullMarked
package io.hongbao.lanes.database;

import org.jspecify.annotations.NullMarked;
