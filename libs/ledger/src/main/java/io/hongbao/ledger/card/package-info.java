/** Card documents: what is written down before a bank is asked for money. */
@NullMarked
package io.hongbao.ledger.card;

import org.jspecify.annotations.NullMarked;
