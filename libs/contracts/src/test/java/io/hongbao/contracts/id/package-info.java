/** What must hold of this part of the contracts. */
@NullMarked
package io.hongbao.contracts.id;

import org.jspecify.annotations.NullMarked;
