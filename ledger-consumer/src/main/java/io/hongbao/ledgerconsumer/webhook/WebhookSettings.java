package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.contracts.key.SecretKey;
import io.hongbao.ledger.webhook.WebhookLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where notifications are delivered, if anywhere.
 *
 * @param url where they are posted; without it this instance delivers nothing
 * @param keyId tells the receiver by which secret they are signed
 * @param secret signs them: the base64 of at least 32 bytes
 * @param plainHttp whether {@code http} may lead to another machine
 * @param connectMax how long a connection may take to come about
 * @param answerMax how long the receiver may take for all of its answer, connecting included
 * @param concurrency deliveries under way at once, of each wallet shard
 * @param retryMin the pause after the first failure, which doubles with each further one
 * @param retryMax the longest pause
 * @param disableAfter how long nothing may succeed before nothing is posted any more
 */
@ConfigurationProperties("hongbao.webhook")
record WebhookSettings(
        @Nullable URI url,
        @DefaultValue("1") String keyId,
        @Nullable String secret,
        @DefaultValue("false") boolean plainHttp,
        @DefaultValue("2s") Duration connectMax,
        @DefaultValue("5s") Duration answerMax,
        @DefaultValue("16") int concurrency,
        @DefaultValue("1s") Duration retryMin,
        @DefaultValue("10m") Duration retryMax,
        @DefaultValue("24h") Duration disableAfter) {

    private static final String NAME = "hongbao.webhook.";
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final int CONCURRENCY_MAX = 1_000;

    /** What the lease is longer than two answers: the machine may stand still meanwhile. */
    private static final Duration LEASE_SPARE = Duration.ofSeconds(10);

    /** Less than a stopping service has for it. */
    private static final Duration STOP_MAX = Duration.ofSeconds(15);

    WebhookSettings {
        if (url == null && secret != null) {
            throw new IllegalArgumentException("must be set, as secret is: " + NAME + "url");
        }
        if (url != null) {
            checkUrl(url, plainHttp);
            key(secret);
        }
        if (!KEY_ID.matcher(keyId).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 32 letters, digits and -: " + NAME + "key-id");
        }
        for (Duration each : List.of(connectMax, answerMax, retryMin, retryMax, disableAfter)) {
            if (each.toMillis() < 1) {
                throw new IllegalArgumentException("must be >= 1 ms: durations of " + NAME);
            }
        }
        if (answerMax.compareTo(ANSWER_MAX) > 0 || retryMin.compareTo(retryMax) > 0) {
            throw new IllegalArgumentException(
                    "must be answer-max <= " + ANSWER_MAX + ", retry-min <= retry-max: " + NAME);
        }
        if (concurrency < 1 || concurrency > CONCURRENCY_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to " + CONCURRENCY_MAX + ": " + NAME + "concurrency");
        }
    }

    private static void checkUrl(URI url, boolean plainHttp) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || !SCHEMES.contains(scheme) || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must be https://host[:port][/path]: " + NAME + "url");
        }
        if (scheme.equals("http") && !plainHttp && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException(
                    "must be https, or plain-http be true: " + NAME + "url");
        }
    }

    private static SecretKey key(@Nullable String secret) {
        try {
            return SecretKey.of(secret == null ? "" : secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ": " + NAME + "secret", e);
        }
    }

    /** Throws where no secret is set. */
    SecretKey key() {
        return key(secret);
    }

    /** Whoever has a lease begins no post after an answer's time, so he is done after two. */
    WebhookLimits limits() {
        return new WebhookLimits(
                answerMax.multipliedBy(2).plus(LEASE_SPARE), retryMin, retryMax, disableAfter);
    }

    /** How long a stop waits for posts under way; what ends later is posted again. */
    Duration stopMax() {
        Duration ended = answerMax.multipliedBy(2).plusSeconds(1);
        return ended.compareTo(STOP_MAX) < 0 ? ended : STOP_MAX;
    }

    /** Says nothing of the secret, nor of the URL, which may have one in it. */
    @Override
    public String toString() {
        return "WebhookSettings[on=" + (url != null) + ", keyId=" + keyId + "]";
    }
}
