package io.hongbao.contracts.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a call says beside its operation and packet, in 22 letters: a ticket holds it, so that the
 * ticket serves no call that says anything else.
 */
public final class RequestDigest {

    /**
     * Of a call without query, key and body: its operation and packet say all of it. Opens and
     * grabs are such calls.
     */
    public static final String NONE = "-";

    private static final byte[] NO_BODY = {};
    private static final int LENGTH_BYTES = 16;

    private RequestDigest() {}

    /**
     * The digest of one call. A call that is made among others has the digest that it has alone.
     *
     * @param target path and query as they are sent
     * @param key the value of the header {@code Idempotency-Key} as it is sent
     */
    public static String of(String method, String target, @Nullable String key, byte[] body) {
        // Blanks around a header's value are not received.
        String keyOrEmpty = key == null ? "" : key.strip();
        return keyOrEmpty.isEmpty() && body.length == 0 && target.indexOf('?') < 0
                ? NONE
                : digest(method, target, keyOrEmpty, body);
    }

    /** Of a call of many items, each of which has a ticket of its own: where it is sent. */
    public static String ofBatch(String path) {
        return digest("POST", path, "", NO_BODY);
    }

    private static String digest(String method, String target, String key, byte[] body) {
        MessageDigest sha = sha256();
        for (String text : new String[] {method, target, key}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no text can take letters from the next.
            sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        byte[] hash = sha.digest(body);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(hash, LENGTH_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
