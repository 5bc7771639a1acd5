/** What users send, top up, have declined and bind in a day. */
@NullMarked
package io.hongbao.ledger.usage;

import org.jspecify.annotations.NullMarked;
