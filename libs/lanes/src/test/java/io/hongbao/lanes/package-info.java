/** What holds for all of the module. */
@NullMarked
package io.hongbao.lanes;

import org.jspecify.annotations.NullMarked;
