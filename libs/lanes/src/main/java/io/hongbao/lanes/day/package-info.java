/** Tables that have a partition for each day, made ahead and dropped when it is over. */
@NullMarked
package io.hongbao.lanes.day;

import org.jspecify.annotations.NullMarked;
