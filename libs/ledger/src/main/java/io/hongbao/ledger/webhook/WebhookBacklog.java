package io.hongbao.ledger.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be delivered.
 *
 * @param users to whom anything waits
 * @param notifications of them, those included that are no longer kept
 * @param oldest since when one of them waits; null when nothing does
 */
public record WebhookBacklog(long users, long notifications, @Nullable Instant oldest) {}
