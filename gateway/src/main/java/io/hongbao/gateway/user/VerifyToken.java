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
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the signature and the claims of a JSON Web Token (RFC 7519). */
final class VerifyToken {

    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    VerifyToken(JwtSettings settings, InstantSource clock) {
        processor.setJWSKeySelector(keys(settings));
        processor.setJWTClaimsSetVerifier(new Claims(settings.issuer(), clock));
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

    /** Empty for whatever is not a right token of a user that has not expired. */
    Optional<VerifiedUser> verify(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return UserId.parse(claims.getSubject())
                    .map(user -> new VerifiedUser(user, claims.getExpirationTime().toInstant()));
        } catch (KeySourceException noKeys) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED,
                    "The keys that tokens are checked with are out of reach");
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            return Optional.empty();
        }
    }

    /** Subject and end are required; no second of grace after the end. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final InstantSource clock;

        Claims(@Nullable String issuer, InstantSource clock) {
            super(
                    issuer == null ? null : new JWTClaimsSet.Builder().issuer(issuer).build(),
                    Set.of("sub", "exp"));
            this.clock = clock;
            setMaxClockSkew(0);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
