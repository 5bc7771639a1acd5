/** What is refused first when not everything can be served; the same in all processes. */
@NullMarked
package io.hongbao.contracts.overload;

import org.jspecify.annotations.NullMarked;
