/** What users send and top up in a day. */
@NullMarked
package io.hongbao.ledger.usage;

import org.jspecify.annotations.NullMarked;
