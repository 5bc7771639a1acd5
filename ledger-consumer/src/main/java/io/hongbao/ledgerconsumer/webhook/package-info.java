/** Delivers what users are told to a product that tells them itself. */
@NullMarked
package io.hongbao.ledgerconsumer.webhook;

import org.jspecify.annotations.NullMarked;
