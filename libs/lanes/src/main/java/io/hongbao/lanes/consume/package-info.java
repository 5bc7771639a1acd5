/** What consumer groups of every service have in common. */
@NullMarked
package io.hongbao.lanes.consume;

import org.jspecify.annotations.NullMarked;
