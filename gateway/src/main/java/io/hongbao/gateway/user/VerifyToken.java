package io.hongbao.gateway.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Checks the signature and the claims of a JSON Web Token (RFC 7519). */
final class VerifyToken {

    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final @Nullable String issuer;
    private final InstantSource clock;
    private final Executor executor;

    VerifyToken(JwtSettings settings, InstantSource clock) {
        this.clock = clock;
        issuer = settings.issuer();
        executor = settings.secret() == null ? Thread::startVirtualThread : Runnable::run;
        processor.setJWSKeySelector(keys(settings));
        // Claims are judged below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
    }

    private static JWSVerificationKeySelector<SecurityContext> keys(JwtSettings settings) {
        String secret = settings.secret();
        if (secret != null) {
            return new JWSVerificationKeySelector<>(
                    JWSAlgorithm.HS256,
                    new ImmutableSecret<>(secret.getBytes(StandardCharsets.UTF_8)));
        }
        return new JWSVerificationKeySelector<>(
                PUBLIC_KEY_ALGORITHMS, published(Objects.requireNonNull(settings.jwksUrl())));
    }

    /** Fetched when first needed, and again when an unknown key turns up or they are old. */
    private static JWKSource<SecurityContext> published(URI url) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(url.toURL()).retrying(true).build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("must be a URL: hongbao.jwt.jwks-url=" + url, e);
        }
    }

    /** Complete at once with a secret; with published keys, on a thread that may wait for them. */
    CompletableFuture<VerifiedUser> verify(String token) {
        return CompletableFuture.supplyAsync(
                () -> check(token).orElseThrow(Users::refused), executor);
    }

    /** Empty for whatever is not a right token of a user that has not expired. */
    private Optional<VerifiedUser> check(String token) {
        try {
            return judge(processor.process(token, null).toJSONObject());
        } catch (KeySourceException noKeys) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED,
                    "The keys that tokens are checked with are out of reach");
        } catch (ParseException | BadJOSEException | JOSEException | DateTimeException refused) {
            return Optional.empty();
        }
    }

    /** Subject and end are required; no second of grace after the end. */
    private Optional<VerifiedUser> judge(Map<String, Object> claims) {
        if (issuer != null && !issuer.equals(claims.get("iss"))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (claims.get("nbf") instanceof Number from
                && now.isBefore(Instant.ofEpochSecond(from.longValue()))) {
            return Optional.empty();
        }
        if (!(claims.get("exp") instanceof Number end)
                || !(claims.get("sub") instanceof String subject)) {
            return Optional.empty();
        }
        Instant until = Instant.ofEpochSecond(end.longValue());
        return UserId.parse(subject)
                .filter(_ -> now.isBefore(until))
                .map(user -> new VerifiedUser(user, until));
    }
}
