/** What must hold of this part of the contracts. */
@NullMarked
package io.hongbao.contracts.routing;

import org.jspecify.annotations.NullMarked;
