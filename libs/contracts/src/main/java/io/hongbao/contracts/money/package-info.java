/**
 * Amounts of money as every service counts them: whole fen, never negative, never floating point.
 */
@NullMarked
package io.hongbao.contracts.money;

import org.jspecify.annotations.NullMarked;
