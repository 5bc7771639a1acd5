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
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes tokens for trying out. Exists in profile {@code local} only. */
public final class MintToken {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final byte[] secret;
    private final @Nullable String issuer;
    private final InstantSource clock;

    MintToken(String secret, @Nullable String issuer, InstantSource clock) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A token that says {@code user} for a day. */
    public String mint(UserId user) {
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(user.toString())
                        .issuer(issuer)
                        .claim("exp", clock.instant().plus(LIFETIME).getEpochSecond())
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
