package io.hongbao.serving.key;

import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import java.util.Map;

/**
 * What the private keys are made of that sign statements for media servers: only who decides who
 * may see a moment has them.
 *
 * @param active the id of the key that signs
 */
public record ContentSecrets(String active, Map<String, SecretKey> secrets) {

    /** Throws for an id that is none, and when {@code active} is not one of them. */
    public ContentSecrets {
        secrets = Map.copyOf(secrets);
        new KeyRing(active, secrets);
    }
}
