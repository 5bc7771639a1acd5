/** What is to be delivered to a product that tells its users itself, and how far that has come. */
@NullMarked
package io.hongbao.ledger.webhook;

import org.jspecify.annotations.NullMarked;
