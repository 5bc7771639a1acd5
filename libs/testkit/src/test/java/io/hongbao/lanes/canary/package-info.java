/** Breaks the rules for libs. */
@NullMarked
package io.hongbao.lanes.canary;

import org.jspecify.annotations.NullMarked;
