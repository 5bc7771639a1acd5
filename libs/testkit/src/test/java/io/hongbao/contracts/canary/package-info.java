/** Breaks the rules for contracts. */
@NullMarked
package io.hongbao.contracts.canary;

import org.jspecify.annotations.NullMarked;
