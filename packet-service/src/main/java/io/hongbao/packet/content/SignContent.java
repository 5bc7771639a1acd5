package io.hongbao.packet.content;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.hongbao.contracts.id.UserId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Says to a product's media server, which asks nobody, that a viewer may see a picture: a JSON Web
 * Token (RFC 7519) signed by ES256, for the audience {@value #AUDIENCE}. It holds for a short
 * while, and anybody who has it may use it.
 */
@Component
public final class SignContent {

    static final String AUDIENCE = "hongbao-moment";

    private final ContentKeys keys;
    private final JWSSigner signer;
    private final ContentSettings settings;
    private final Clock clock;

    SignContent(ContentKeys keys, ContentSettings settings, Clock clock) throws JOSEException {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        signer = new ECDSASigner(keys.active());
    }

    /**
     * The statement, until the setting's time from now.
     *
     * @param contentRef what the product calls the picture
     */
    public String sign(String momentId, UserId viewer, String contentRef) {
        Instant until = clock.instant().plus(settings.contentLifetime());
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(keys.active().getKeyID())
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .audience(AUDIENCE)
                        .subject(viewer.toString())
                        .claim("momentId", momentId)
                        .claim("ref", contentRef)
                        .claim("exp", until.getEpochSecond())
                        .build();
        var statement = new SignedJWT(header, claims);
        try {
            statement.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("must sign with a key of its own", e);
        }
        return statement.serialize();
    }
}
