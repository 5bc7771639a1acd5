/** What users send, top up, have declined, bind and receive in a day. */
@NullMarked
package io.hongbao.ledger.usage;

import org.jspecify.annotations.NullMarked;
