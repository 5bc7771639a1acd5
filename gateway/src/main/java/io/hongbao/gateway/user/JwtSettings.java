package io.hongbao.gateway.user;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed. Exactly one of {@code secret} and {@code jwksUrl} is set.
 *
 * @param secret shared with who makes the tokens (HS256), at least 32 bytes
 * @param jwksUrl where the public keys of who makes the tokens are (RS256, ES256)
 * @param issuer the {@code iss} that tokens must have; null when it does not matter
 * @param audience what {@code aud} must name; null when tokens must be for nobody in particular
 * @param userClaim the claim with the user's id, as text or as a number
 * @param lifetimeMax the longest from {@code iat}, or from now in a token without it, to {@code
 *     exp}
 * @param fetchMax the longest that fetching the public keys may take
 * @param rememberedMax the most tokens whose verification is remembered
 */
@ConfigurationProperties("hongbao.jwt")
record JwtSettings(
        @Nullable String secret,
        @Nullable URI jwksUrl,
        @Nullable String issuer,
        @Nullable String audience,
        @DefaultValue("sub") String userClaim,
        @DefaultValue("24h") Duration lifetimeMax,
        @DefaultValue("2s") Duration fetchMax,
        @DefaultValue("100000") int rememberedMax) {

    private static final int SECRET_BYTES_MIN = 32;

    JwtSettings {
        if ((secret == null) == (jwksUrl == null)) {
            throw new IllegalArgumentException(
                    "must set exactly one of: hongbao.jwt.secret, hongbao.jwt.jwks-url");
        }
        if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "must be at least 32 bytes: hongbao.jwt.secret, length=" + secret.length());
        }
        if (!lifetimeMax.isPositive() || !fetchMax.isPositive()) {
            throw new IllegalArgumentException(
                    "must be > 0: hongbao.jwt.lifetime-max="
                            + lifetimeMax
                            + ", .fetch-max="
                            + fetchMax);
        }
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "JwtSettings[issuer=" + issuer + ", jwksUrl=" + jwksUrl + "]";
    }
}
