/**
 * Which SET, table, wallet slot and instance something belongs to: pure arithmetic, the same
 * everywhere.
 */
@NullMarked
package io.hongbao.contracts.routing;

import org.jspecify.annotations.NullMarked;
