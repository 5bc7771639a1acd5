package io.hongbao.contracts.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Keys by id: one signs, all verify, so that a key can be replaced without a stop (add it
 * everywhere, sign with it, remove the old one when nothing signed by it lives any more).
 */
public final class KeyRing {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String activeId;
    private final Map<String, SecretKey> keys;

    /** Key ids are letters, digits and {@code -}; {@code activeId} must be one of them. */
    public KeyRing(String activeId, Map<String, SecretKey> keys) {
        if (!keys.containsKey(activeId)) {
            throw new IllegalArgumentException("must be one of the keys: active=" + activeId);
        }
        for (String id : keys.keySet()) {
            if (!id.matches("[A-Za-z0-9-]{1,32}")) {
                throw new IllegalArgumentException("must be letters, digits, -: key id=" + id);
            }
        }
        this.activeId = activeId;
        this.keys = Map.copyOf(keys);
    }

    /** The signature of {@code message}: key id, a dot, the code in base64url. */
    public String sign(String message) {
        return activeId + '.' + code(active(), message);
    }

    /** Whether {@code signature} was made for {@code message} by a key of this ring. */
    public boolean verify(String message, String signature) {
        int dot = signature.indexOf('.');
        if (dot < 0) {
            return false;
        }
        SecretKey key = keys.get(signature.substring(0, dot));
        return key != null && sameText(code(key, message), signature.substring(dot + 1));
    }

    public boolean anyLocalOnly() {
        return keys.values().stream().anyMatch(SecretKey::localOnly);
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private SecretKey active() {
        return key(activeId).orElseThrow();
    }

    private static String code(SecretKey key, String message) {
        return BASE64.encodeToString(key.mac(message));
    }

    /** Takes as long for a near miss as for a far one. */
    private static boolean sameText(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                actual.getBytes(StandardCharsets.UTF_8));
    }
}
