/** Cards that users bound, and how they are stored. */
@NullMarked
package io.hongbao.ledger.boundcard;

import org.jspecify.annotations.NullMarked;
