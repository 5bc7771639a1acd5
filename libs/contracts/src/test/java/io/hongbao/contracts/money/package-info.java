/** What must hold of this part of the contracts. */
@NullMarked
package io.hongbao.contracts.money;

import org.jspecify.annotations.NullMarked;
