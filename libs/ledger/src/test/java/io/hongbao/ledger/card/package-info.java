/** Tests of card documents as values. */
@NullMarked
package io.hongbao.ledger.card;

import org.jspecify.annotations.NullMarked;
