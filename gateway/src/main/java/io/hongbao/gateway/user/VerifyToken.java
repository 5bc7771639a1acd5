package io.hongbao.gateway.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.user.PublishedKeys.UnknownKeyException;
import io.hongbao.serving.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signature and the claims of a JSON Web Token (RFC 7519). Of a token that is signed by
 * our issuer, a refusal says what is wrong; of any other, nothing.
 */
final class VerifyToken {

    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    /** How far the issuer's clock may be ahead of ours. */
    private static final Duration SKEW_MAX = Duration.ofMinutes(1);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JwtSettings settings;
    private final InstantSource clock;

    VerifyToken(JwtSettings settings, InstantSource clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.clock = clock;
        processor.setJWSKeySelector(keys(settings, nanoTime));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        null,
                        JOSEObjectType.JWT,
                        new JOSEObjectType("application/jwt"),
                        // RFC 9068, access tokens of OAuth 2.0.
                        new JOSEObjectType("at+jwt"),
                        new JOSEObjectType("application/at+jwt")));
        // Claims are judged below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
    }

    private static JWSKeySelector<SecurityContext> keys(
            JwtSettings settings, LongSupplier nanoTime) {
        String secret = settings.secret();
        if (secret != null) {
            // The only key there is, whatever id a token gives it.
            return new SingleKeyJWSKeySelector<>(
                    JWSAlgorithm.HS256,
                    new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        }
        return new JWSVerificationKeySelector<>(
                PUBLIC_KEY_ALGORITHMS,
                new PublishedKeys(
                        Objects.requireNonNull(settings.jwksUrl()), settings.fetchMax(), nanoTime));
    }

    /** Complete at once when the token's key is known; fails with a {@link ProblemException}. */
    CompletableFuture<VerifiedUser> verify(String token) {
        try {
            return CompletableFuture.completedFuture(judge(claims(token)));
        } catch (ProblemException refused) {
            return CompletableFuture.failedFuture(refused);
        } catch (UnknownKeyException unknown) {
            return unknown.refreshed().thenApply(_ -> verifyAgain(token));
        }
    }

    private VerifiedUser verifyAgain(String token) {
        try {
            return judge(claims(token));
        } catch (UnknownKeyException stillUnknown) {
            throw refused();
        }
    }

    private JWTClaimsSet claims(String token) throws UnknownKeyException {
        try {
            return processor.process(token, null);
        } catch (UnknownKeyException unknown) {
            throw unknown;
        } catch (ParseException | BadJOSEException | JOSEException notOurs) {
            throw refused();
        } catch (RuntimeException notEvenJson) {
            // Nimbus's parser breaks on some of what strangers make up: the header `null`.
            throw refused();
        }
    }

    private VerifiedUser judge(JWTClaimsSet claims) {
        if (settings.issuer() != null && !settings.issuer().equals(claims.getIssuer())) {
            throw refused();
        }
        if (!isForUs(claims.getAudience())) {
            throw refused("must be a token for this service: aud");
        }
        Instant until = judgeLifetime(claims.toJSONObject());
        // JSON numbers keep all digits of a long here; a fraction or an exponent is no id.
        Object user = claims.getClaim(settings.userClaim());
        return UserId.parse(user instanceof String || user instanceof Long ? user.toString() : "")
                .map(id -> new VerifiedUser(id, until))
                .orElseThrow(
                        () -> refused("must be a token with a user's id: " + settings.userClaim()));
    }

    /**
     * Whoever has no name of his own must take no token that is meant for somebody: RFC 7519,
     * 4.1.3.
     */
    private boolean isForUs(List<String> audience) {
        return settings.audience() == null
                ? audience.isEmpty()
                : audience.contains(settings.audience());
    }

    /** The end, which is required; no second of grace after it. */
    private Instant judgeLifetime(Map<String, Object> claims) {
        Instant now = clock.instant();
        Instant until = instant(claims.get("exp"), Instant.MIN);
        if (!now.isBefore(until)) {
            throw expired();
        }
        Instant issuedMax = now.plus(SKEW_MAX);
        Instant issued = instant(claims.get("iat"), issuedMax);
        if (now.isBefore(instant(claims.get("nbf"), now)) || issued.isAfter(issuedMax)) {
            throw refused("must be a token that is good already: nbf, iat");
        }
        if (until.isAfter(issued.plus(settings.lifetimeMax()))) {
            throw refused(
                    "must be a token that lives at most "
                            + settings.lifetimeMax().toSeconds()
                            + " s: exp, iat");
        }
        return until;
    }

    private static Instant instant(@Nullable Object claim, Instant otherwise) {
        return claim instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : otherwise;
    }

    static ProblemException expired() {
        return refused("must be a token that has not expired: exp");
    }

    static ProblemException refused() {
        return refused("must be a bearer token that has not expired");
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(ProblemCode.UNAUTHENTICATED, detail);
    }
}
