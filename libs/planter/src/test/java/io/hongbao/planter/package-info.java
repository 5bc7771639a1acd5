/** What holds for all of the module. */
@NullMarked
package io.hongbao.planter;

import org.jspecify.annotations.NullMarked;
