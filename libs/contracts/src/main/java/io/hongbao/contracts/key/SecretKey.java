package io.hongbao.contracts.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of at least 32 bytes that computes HMAC-SHA-256. Prints nothing of itself. */
public final class SecretKey {

    public static final int LENGTH_MIN = 32;

    /**
     * How the defaults for trying out on a laptop begin. A service refuses to start with such a
     * secret outside the profile {@code local}.
     */
    public static final String LOCAL_ONLY_PREFIX = "local-only-";

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac prototype;
    private final boolean localOnly;

    private SecretKey(byte[] secret, boolean localOnly) {
        this.localOnly = localOnly;
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The key whose bytes are written in base64; of a local default, its letters. */
    public static SecretKey of(String text) {
        if (text.startsWith(LOCAL_ONLY_PREFIX)) {
            return new SecretKey(text.getBytes(StandardCharsets.UTF_8), true);
        }
        try {
            return of(Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')));
        } catch (IllegalArgumentException wrong) {
            // Without the cause: it may quote the secret.
            throw new IllegalArgumentException(
                    "must be base64 of at least " + LENGTH_MIN + " random bytes");
        }
    }

    public static SecretKey of(byte[] secret) {
        if (secret.length < LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "must be >= " + LENGTH_MIN + " bytes: length=" + secret.length);
        }
        return new SecretKey(secret, false);
    }

    /** Whether this is one of the defaults that may not leave a laptop. */
    public boolean localOnly() {
        return localOnly;
    }

    /** HMAC-SHA-256 of {@code message}, 32 bytes. Safe for use by many threads. */
    public byte[] mac(byte[] message) {
        try {
            // A clone shares nothing that changes, and costs less than a new Mac.
            return ((Mac) prototype.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
        }
    }

    /** HMAC-SHA-256 of the UTF-8 of {@code message}, 32 bytes. */
    public byte[] mac(String message) {
        return mac(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SecretKey[not shown]";
    }
}
