/**
 * The ledger consumer: posts what packets decided to the wallet shards, once, however it arrives.
 */
@NullMarked
package io.hongbao.ledgerconsumer;

import org.jspecify.annotations.NullMarked;
