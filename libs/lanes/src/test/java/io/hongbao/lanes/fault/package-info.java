/** Tests of what faults tell. */
@NullMarked
package io.hongbao.lanes.fault;

import org.jspecify.annotations.NullMarked;
