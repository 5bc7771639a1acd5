package io.hongbao.packet.content;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.hongbao.serving.key.ContentSecrets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The keys by which media servers know our statements. */
@Component
final class ContentKeys {

    private final ECKey active;
    private final JWKSet published;

    ContentKeys(ContentSecrets secrets) {
        var keys = new TreeMap<String, ECKey>();
        secrets.secrets().forEach((id, secret) -> keys.put(id, DeriveKey.of(id, secret)));
        active = Objects.requireNonNull(keys.get(secrets.active()));
        published = new JWKSet(List.<JWK>copyOf(keys.values())).toPublicJWKSet();
    }

    ECKey active() {
        return active;
    }

    /** The public keys of all that may have signed: a JSON Web Key Set (RFC 7517). */
    Map<String, Object> published() {
        return published.toJSONObject();
    }

    /** The same as text. */
    String publishedText() {
        return published.toString();
    }
}
