package io.hongbao.ledger.webhook;

import java.time.Duration;

/**
 * How deliveries are tried.
 *
 * @param lease after how long what was taken may be taken again: longer than a delivery takes
 * @param retryMin the pause after the first failure, which doubles with each further one
 * @param retryMax the longest pause
 * @param disableAfter how long nothing may succeed before nothing is posted any more
 */
public record WebhookLimits(
        Duration lease, Duration retryMin, Duration retryMax, Duration disableAfter) {}
