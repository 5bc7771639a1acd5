package io.hongbao.pay.proof;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which payments need a proof, and whose proofs are believed. With {@code REQUIRED} exactly one of
 * {@code proofSecret} and {@code proofJwkSet} is set.
 *
 * @param proofAboveFen a payment of more needs a proof; 0: every payment
 * @param proofSecret shared with who makes the proofs (HS256), at least 32 bytes
 * @param proofJwkSet a file with the public keys of who makes the proofs (RS256, ES256), as a JSON
 *     Web Key Set; read at start. No address: a payment waits for no issuer
 * @param proofIssuer the {@code iss} that proofs must have; null when it does not matter
 * @param proofUserClaim the claim with the payer's id, as text or as a number
 * @param proofLifetimeMax the longest from {@code iat} to {@code exp}
 */
@ConfigurationProperties("hongbao.pay")
public record ProofSettings(
        @DefaultValue("off") ProofMode proof,
        @DefaultValue("0") long proofAboveFen,
        @Nullable String proofSecret,
        @Nullable Path proofJwkSet,
        @Nullable String proofIssuer,
        @DefaultValue("sub") String proofUserClaim,
        @DefaultValue("5m") Duration proofLifetimeMax) {

    private static final int SECRET_BYTES_MIN = 32;

    public ProofSettings {
        if (proof == ProofMode.REQUIRED && (proofSecret == null) == (proofJwkSet == null)) {
            throw new IllegalArgumentException(
                    "must set exactly one of: hongbao.pay.proof-secret, hongbao.pay.proof-jwk-set");
        }
        if (proofSecret != null
                && proofSecret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "must be at least 32 bytes: hongbao.pay.proof-secret, length="
                            + proofSecret.length());
        }
        if (proofAboveFen < 0) {
            throw new IllegalArgumentException(
                    "must be >= 0: hongbao.pay.proof-above-fen=" + proofAboveFen);
        }
        if (!proofLifetimeMax.isPositive()) {
            throw new IllegalArgumentException(
                    "must be > 0: hongbao.pay.proof-lifetime-max=" + proofLifetimeMax);
        }
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "ProofSettings[proof="
                + proof
                + ", proofAboveFen="
                + proofAboveFen
                + ", proofIssuer="
                + proofIssuer
                + "]";
    }
}
