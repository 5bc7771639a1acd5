/** Tests of the webhook. */
@NullMarked
package io.hongbao.ledgerconsumer.webhook;

import org.jspecify.annotations.NullMarked;
