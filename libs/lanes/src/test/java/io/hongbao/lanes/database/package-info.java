/** A database that is not the one it should be, made for real. */
@NullMarked
package io.hongbao.lanes.database;

import org.jspecify.annotations.NullMarked;
