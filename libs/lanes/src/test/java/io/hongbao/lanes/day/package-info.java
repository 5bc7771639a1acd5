/** Tests of partitions by day. */
@NullMarked
package io.hongbao.lanes.day;

import org.jspecify.annotations.NullMarked;
