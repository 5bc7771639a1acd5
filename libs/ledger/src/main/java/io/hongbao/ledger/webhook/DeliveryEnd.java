package io.hongbao.ledger.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What became of a lease.
 *
 * @param through the last number that needs no delivery any more
 * @param succeeded whether anything was delivered
 * @param failure why the number behind that was not delivered, at most 64 ASCII characters; null
 *     when it was not tried
 */
public record DeliveryEnd(Lease lease, long through, boolean succeeded, @Nullable String failure) {}
