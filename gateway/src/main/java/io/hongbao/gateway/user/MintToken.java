package io.hongbao.gateway.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.hongbao.contracts.id.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/** Makes tokens for trying out. Exists in profile {@code local} only. */
public final class MintToken {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final JwtSettings settings;
    private final byte[] secret;
    private final InstantSource clock;

    MintToken(JwtSettings settings, InstantSource clock) {
        if (settings.secret() == null) {
            throw new IllegalStateException("profile local needs: hongbao.jwt.secret");
        }
        this.settings = settings;
        secret = settings.secret().getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** A token that says {@code user} for a day, or for as long as a token may live. */
    public String mint(UserId user) {
        Instant now = clock.instant();
        Duration lifetime = Collections.min(List.of(LIFETIME, settings.lifetimeMax()));
        var claims =
                new JWTClaimsSet.Builder()
                        .claim(settings.userClaim(), user.toString())
                        .issuer(settings.issuer())
                        .audience(settings.audience())
                        .claim("iat", now.getEpochSecond())
                        .claim("exp", now.plus(lifetime).getEpochSecond())
                        .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("a secret of 32 bytes signs HS256", e);
        }
        return token.serialize();
    }
}
