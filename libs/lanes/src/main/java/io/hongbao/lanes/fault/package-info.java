/** What can go wrong on the way through a lane, as a closed set that callers can switch over. */
@NullMarked
package io.hongbao.lanes.fault;

import org.jspecify.annotations.NullMarked;
