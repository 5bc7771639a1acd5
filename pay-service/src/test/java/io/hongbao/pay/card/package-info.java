/** Tests of card documents and of asking the bank again. */
@NullMarked
package io.hongbao.pay.card;

import org.jspecify.annotations.NullMarked;
