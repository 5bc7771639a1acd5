package io.hongbao.gateway.user;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of who makes the tokens, fetched by URL when first needed. Looking a key up never
 * blocks: what was fetched stays in use, however old, until it is replaced in the background.
 */
final class PublishedKeys implements JWKSource<SecurityContext> {

    /** Older keys are fetched again when one of them is used. */
    static final Duration FRESH_FOR = Duration.ofMinutes(5);

    /** From one fetch to the next, however many unknown keys strangers name. */
    static final Duration FETCH_INTERVAL_MIN = Duration.ofSeconds(5);

    static final int BYTES_MAX = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

    private final HttpClient http;
    private final HttpRequest request;
    private final Duration fetchMax;
    private final LongSupplier nanoTime;
    private volatile @Nullable FetchedKeys fetched;
    private CompletableFuture<Void> fetch = CompletableFuture.completedFuture(null);
    private long fetchBeganNanos;

    private record FetchedKeys(JWKSet keys, long atNanos) {}

    /**
     * Fetches nothing yet.
     *
     * @param fetchMax the longest that one fetch may take, body included
     * @param nanoTime as {@link System#nanoTime}: a clock that is set back must not delay a fetch
     */
    PublishedKeys(URI url, Duration fetchMax, LongSupplier nanoTime) {
        request = HttpRequest.newBuilder(url).build();
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(fetchMax)
                        .executor(Thread::startVirtualThread)
                        .build();
        this.fetchMax = fetchMax;
        this.nanoTime = nanoTime;
        fetchBeganNanos = nanoTime.getAsLong() - FETCH_INTERVAL_MIN.toNanos();
    }

    /** No key that we have is the one asked for. */
    static final class UnknownKeyException extends KeySourceException {

        private static final long serialVersionUID = 1;

        private final transient CompletableFuture<Void> refreshed;

        private UnknownKeyException(CompletableFuture<Void> refreshed) {
            super("unknown key");
            this.refreshed = refreshed;
        }

        /**
         * Complete when it makes sense to look again, at once when keys were fetched a moment ago.
         * Fails with {@code overloaded} when no keys could ever be fetched.
         */
        CompletableFuture<Void> refreshed() {
            return refreshed;
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws UnknownKeyException {
        FetchedKeys now = fetched;
        List<JWK> found = now == null ? List.of() : selector.select(now.keys());
        if (now == null || found.isEmpty()) {
            throw new UnknownKeyException(refresh());
        }
        if (nanoTime.getAsLong() - now.atNanos() > FRESH_FOR.toNanos()) {
            var _ = refresh();
        }
        return found;
    }

    private synchronized CompletableFuture<Void> refresh() {
        long now = nanoTime.getAsLong();
        if (fetch.isDone() && now - fetchBeganNanos >= FETCH_INTERVAL_MIN.toNanos()) {
            fetchBeganNanos = now;
            fetch = CompletableFuture.runAsync(this::fetch, Thread::startVirtualThread);
        }
        return fetch;
    }

    private void fetch() {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), BYTES_MAX));
        try {
            var response = answer.get(fetchMax.toNanos(), TimeUnit.NANOSECONDS);
            fetched = new FetchedKeys(read(response), nanoTime.getAsLong());
        } catch (InterruptedException
                | ExecutionException
                | TimeoutException
                | IOException
                | ParseException e) {
            LOG.warn("keys of tokens not fetched: url={} fault={}", request.uri(), e.toString());
        } finally {
            answer.cancel(true);
        }
        if (fetched == null) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED,
                    "The keys that tokens are checked with are out of reach");
        }
    }

    private static JWKSet read(HttpResponse<String> response) throws IOException, ParseException {
        if (response.statusCode() != 200) {
            throw new IOException("must answer 200: status=" + response.statusCode());
        }
        JWKSet keys = JWKSet.parse(response.body());
        if (keys.isEmpty()) {
            throw new IOException("must have keys: " + keys);
        }
        return keys;
    }
}
