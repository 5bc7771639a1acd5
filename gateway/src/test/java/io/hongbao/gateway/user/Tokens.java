package io.hongbao.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.hongbao.contracts.id.UserId;
import io.hongbao.serving.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tokens as issuers make them, and what is said of them. */
final class Tokens {

    static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final UserId LI = new UserId(1001);

    /** What is said of whatever our issuer did not sign. */
    static final String NOT_OURS = "must be a bearer token that has not expired";

    private Tokens() {}

    static JwtSettings secret() {
        return settings(SECRET, null, null, null, "sub");
    }

    static JwtSettings issuer(String issuer) {
        return settings(SECRET, null, issuer, null, "sub");
    }

    static JwtSettings audience(@Nullable String audience) {
        return settings(SECRET, null, null, audience, "sub");
    }

    static JwtSettings userClaim(String claim) {
        return settings(SECRET, null, null, null, claim);
    }

    private static JwtSettings settings(
            @Nullable String secret,
            @Nullable URI url,
            @Nullable String issuer,
            @Nullable String audience,
            String userClaim) {
        return new JwtSettings(
                secret,
                url,
                issuer,
                audience,
                userClaim,
                Duration.ofHours(24),
                Duration.ofMinutes(1),
                10);
    }

    static JwtSettings published(URI url, Duration fetchMax) {
        return new JwtSettings(null, url, null, null, "sub", Duration.ofHours(24), fetchMax, 10);
    }

    /** Of Li, good for a minute from noon, with more claims or other ones. */
    static String claims(String more) {
        String end = more.contains("\"exp\"") ? "" : ",\"exp\":" + at(60);
        String user = more.contains("\"sub\"") ? "" : ",\"sub\":\"1001\"";
        return "{\"jti\":\"x\"" + end + user + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /** Seconds after noon, as tokens say it. */
    static long at(long seconds) {
        return NOON.plusSeconds(seconds).getEpochSecond();
    }

    /** An {@code Authorization} with a token of these claims, signed with the secret. */
    static String bearer(String claims) {
        return bearer(new JWSHeader(JWSAlgorithm.HS256), claims);
    }

    static String bearer(JWSHeader header, String claims) {
        try {
            return sign(header, claims, new MACSigner(SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String bearer(JOSEObjectType type) {
        return bearer(new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), claims(""));
    }

    /** Li's token, signed with one of several keys. */
    static String bearer(JWK key) {
        try {
            JWSSigner signer =
                    key instanceof RSAKey rsa
                            ? new RSASSASigner(rsa)
                            : new ECDSASigner((ECKey) key);
            var algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
            return sign(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                    claims(""),
                    signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, String claims, JWSSigner signer)
            throws JOSEException {
        var token = new JWSObject(header, new Payload(claims));
        token.sign(signer);
        return "Bearer " + token.serialize();
    }

    /** What the client is told. */
    static String refusal(CompletableFuture<UserId> user) {
        Throwable refusal =
                user.handle((_, thrown) -> thrown).orTimeout(1, TimeUnit.MINUTES).join();
        while (refusal instanceof CompletionException) {
            refusal = refusal.getCause();
        }
        assertThat(refusal).isInstanceOf(ProblemException.class);
        var problem = ((ProblemException) Objects.requireNonNull(refusal)).body();
        return problem.code().httpStatus() + " " + problem.detail();
    }
}
