/**
 * The numbers and names by which everything in the suite is known: users, order numbers, links,
 * SETs, keys.
 */
@NullMarked
package io.hongbao.contracts.id;

import org.jspecify.annotations.NullMarked;
