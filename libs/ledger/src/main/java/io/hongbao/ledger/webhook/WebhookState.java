package io.hongbao.ledger.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the webhook of a shard gets on.
 *
 * @param failingSince since when nothing was delivered although it was tried; null after a success
 * @param disabledAt nothing is posted from then on; null while it is enabled
 * @param lastAnswer of the receiver, or why there was none
 * @param replaySince what was told since then is to be delivered again; null when it waits already
 * @param replayedUser the last user who was looked at for that
 */
public record WebhookState(
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable String lastAnswer,
        @Nullable Instant lastAnswerAt,
        @Nullable Instant replaySince,
        long replayedUser) {

    static final WebhookState NEW = new WebhookState(null, null, null, null, null, 0);

    private static final String DELIVERED = "delivered";

    /** Whether the receiver took nothing when it was asked last. */
    public boolean failing() {
        return failingSince != null;
    }

    public boolean disabled() {
        return disabledAt != null;
    }

    public boolean replaying() {
        return replaySince != null;
    }

    WebhookState after(DeliveryEnd end, Instant now, Duration disableAfter) {
        WebhookState state = end.succeeded() ? answered(null, DELIVERED, now) : this;
        String failure = end.failure();
        if (failure == null) {
            return state;
        }
        Instant since = state.failingSince == null ? now : state.failingSince;
        WebhookState failed = state.answered(since, failure, now);
        return failed.disabled() || since.plus(disableAfter).isAfter(now)
                ? failed
                : failed.disabledFrom(now);
    }

    private WebhookState answered(@Nullable Instant failing, String answer, Instant now) {
        return new WebhookState(failing, disabledAt, answer, now, replaySince, replayedUser);
    }

    private WebhookState disabledFrom(Instant now) {
        return new WebhookState(
                failingSince, now, lastAnswer, lastAnswerAt, replaySince, replayedUser);
    }

    /** Of those up to {@code user} it is known what is to be delivered again. */
    WebhookState replayed(long user) {
        return new WebhookState(
                failingSince, disabledAt, lastAnswer, lastAnswerAt, replaySince, user);
    }

    WebhookState replayEnded() {
        return new WebhookState(failingSince, disabledAt, lastAnswer, lastAnswerAt, null, 0);
    }

    /** Enabled, with a look at everything since {@code since}; null for what waits alone. */
    WebhookState enabled(@Nullable Instant since) {
        return since == null
                ? new WebhookState(null, null, lastAnswer, lastAnswerAt, replaySince, replayedUser)
                : new WebhookState(null, null, lastAnswer, lastAnswerAt, since, 0);
    }
}
