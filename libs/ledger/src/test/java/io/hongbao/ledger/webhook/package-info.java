/** Tests of what is to be delivered to a product. */
@NullMarked
package io.hongbao.ledger.webhook;

import org.jspecify.annotations.NullMarked;
