package io.hongbao.gateway.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.id.UserId;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The users behind bearer tokens. A token is verified once and then remembered, until it expires or
 * too many newer ones came; what was refused is not remembered. Tokens are never logged.
 */
public final class Users {

    private static final String SCHEME = "Bearer ";

    /** Longer ones are refused unread. */
    private static final int TOKEN_LENGTH_MAX = 8_192;

    private final VerifyToken verifyToken;
    private final InstantSource clock;
    private final Cache<String, VerifiedUser> remembered;

    Users(VerifyToken verifyToken, InstantSource clock, int rememberedMax, MeterRegistry registry) {
        this.verifyToken = verifyToken;
        this.clock = clock;
        remembered =
                Caffeine.newBuilder()
                        .maximumSize(rememberedMax)
                        // Looks after itself as it is used: to wake a thread for it costs more.
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(registry, remembered, "verified_tokens", Set.of());
    }

    /**
     * The user whom an {@code Authorization} header names. Never blocks: the result is complete
     * unless keys must be fetched first, and then completed by the virtual thread that fetched
     * them. Fails with a {@link ProblemException}, or one as the cause: unauthenticated, or
     * overloaded when no keys could ever be fetched.
     */
    public CompletableFuture<UserId> authenticate(@Nullable String authorization) {
        if (authorization == null) {
            return CompletableFuture.failedFuture(VerifyToken.refused());
        }
        VerifiedUser known = remembered.getIfPresent(authorization);
        if (known == null) {
            return verify(authorization);
        }
        if (!clock.instant().isBefore(known.until())) {
            remembered.invalidate(authorization);
            return CompletableFuture.failedFuture(VerifyToken.expired());
        }
        return CompletableFuture.completedFuture(known.user());
    }

    private CompletableFuture<UserId> verify(String authorization) {
        if (authorization.length() > TOKEN_LENGTH_MAX
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return CompletableFuture.failedFuture(VerifyToken.refused());
        }
        String token = authorization.substring(SCHEME.length()).strip();
        String plain = SCHEME + token;
        // However it is written, a token is remembered once.
        return authorization.equals(plain)
                ? verifyToken.verify(token).thenApply(user -> remember(plain, user))
                : authenticate(plain);
    }

    private UserId remember(String plain, VerifiedUser verified) {
        remembered.put(plain, verified);
        return verified.user();
    }
}
