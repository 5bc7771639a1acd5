/** What must hold of this part of the contracts. */
@NullMarked
package io.hongbao.contracts.ticket;

import org.jspecify.annotations.NullMarked;
