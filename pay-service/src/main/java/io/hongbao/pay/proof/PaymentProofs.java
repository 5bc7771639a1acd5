package io.hongbao.pay.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.serving.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks proofs of payments: JSON Web Tokens (RFC 7519) for the audience {@value #AUDIENCE}, so
 * that no token that only says who calls is one. A proof names one packet, or one moment, which its
 * payer pays once: used again it pays for nothing else.
 */
public final class PaymentProofs {

    /** What {@code aud} of a proof must name. */
    public static final String AUDIENCE = "hongbao-payment";

    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    /** How far the issuer's clock may be ahead of ours. */
    private static final Duration SKEW_MAX = Duration.ofMinutes(1);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ProofSettings settings;
    private final PacketLinks links;
    private final InstantSource clock;

    /** Throws {@link IllegalArgumentException} when the file with the keys cannot be read. */
    public PaymentProofs(ProofSettings settings, PacketLinks links, InstantSource clock) {
        this.settings = settings;
        this.links = links;
        this.clock = clock;
        processor.setJWSKeySelector(keys(settings));
        // Claims are judged below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
    }

    private static @Nullable JWSKeySelector<SecurityContext> keys(ProofSettings settings) {
        String secret = settings.proofSecret();
        if (secret != null) {
            return new SingleKeyJWSKeySelector<>(
                    JWSAlgorithm.HS256,
                    new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        }
        Path file = settings.proofJwkSet();
        return file == null
                ? null
                : new JWSVerificationKeySelector<>(
                        PUBLIC_KEY_ALGORITHMS, new ImmutableJWKSet<>(read(file)));
    }

    private static JWKSet read(Path file) {
        try {
            JWKSet keys = JWKSet.parse(Files.readString(file)).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "must hold a public key: hongbao.pay.proof-jwk-set=" + file);
            }
            return keys;
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "must be a JSON Web Key Set: hongbao.pay.proof-jwk-set=" + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: hongbao.pay.proof-jwk-set=" + file, e);
        }
    }

    /** Whether a payment of {@code total} needs a proof. */
    public boolean required(Money total) {
        return settings.proof() == ProofMode.REQUIRED && total.fen() > settings.proofAboveFen();
    }

    /**
     * Throws {@link ProblemException} with {@code payment_proof_required} when the payment needs a
     * proof and {@code proof} is none for it.
     */
    public void check(PayTicket ticket, @Nullable String proof) {
        if (!required(ticket.total())) {
            return;
        }
        if (proof == null) {
            throw refused("proof must be there: the total needs the payer's consent");
        }
        judge(claims(proof), ticket);
    }

    private JWTClaimsSet claims(String proof) {
        try {
            return processor.process(proof, null);
        } catch (ParseException | BadJOSEException | JOSEException notOurs) {
            throw refused("proof must be signed by the issuer of proofs");
        } catch (RuntimeException notEvenJson) {
            // Nimbus's parser breaks on some of what strangers make up: the header `null`.
            throw refused("proof must be signed by the issuer of proofs");
        }
    }

    private void judge(JWTClaimsSet claims, PayTicket ticket) {
        require(claims.getAudience().contains(AUDIENCE), "be for this use: aud");
        String issuer = settings.proofIssuer();
        require(issuer == null || issuer.equals(claims.getIssuer()), "be the issuer's: iss");
        judgeLifetime(claims);
        // JSON numbers keep all digits of a long; a fraction or an exponent is no id.
        Object user = claims.getClaim(settings.proofUserClaim());
        require(
                UserId.parse(user instanceof String || user instanceof Long ? user.toString() : "")
                        .filter(ticket.payer()::equals)
                        .isPresent(),
                "name the payer: " + settings.proofUserClaim());
        String what = ticket.moment() == null ? "packetId" : "momentId";
        require(
                links.linkTo(ticket.presentedAt()).equals(claims.getClaim(what)),
                "name what is paid: " + what);
        require(
                claims.getClaim("amountFen") instanceof Long fen && fen == ticket.total().fen(),
                "name the total: amountFen");
    }

    private void judgeLifetime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant issued = instant(claims, "iat");
        Instant until = instant(claims, "exp");
        require(now.isBefore(until), "not have expired: exp");
        require(
                !issued.isAfter(now.plus(SKEW_MAX))
                        && !until.isAfter(issued.plus(settings.proofLifetimeMax())),
                "live at most " + settings.proofLifetimeMax().toSeconds() + " s: iat, exp");
    }

    private static Instant instant(JWTClaimsSet claims, String name) {
        return claims.toJSONObject().get(name) instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.MIN;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw refused("proof must " + rule);
        }
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(ProblemCode.PAYMENT_PROOF_REQUIRED, detail);
    }
}
