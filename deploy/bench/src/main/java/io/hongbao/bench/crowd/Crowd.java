package io.hongbao.bench.crowd;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.SecretKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * The users of one run, whom no run had before: what happened before says nothing about them. Their
 * tokens are made here and not asked for, so that 50,000 of them take no time.
 */
public final class Crowd {

    private static final String HEADER = base64("{\"alg\":\"HS256\"}");

    private final long first;
    private final byte[][] authorizations;

    /**
     * Makes the users {@code first}, {@code first} + 1, …
     *
     * @param until when their tokens end
     */
    public Crowd(long first, int size, LocalKeys keys, Instant until) {
        this.first = first;
        authorizations = new byte[size][];
        SecretKey key = keys.tokenKey();
        for (int at = 0; at < size; at++) {
            authorizations[at] =
                    ("Authorization: Bearer " + token(first + at, key, until) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static String token(long user, SecretKey key, Instant until) {
        String claims =
                String.format(
                        Locale.ROOT, "{\"sub\":\"%d\",\"exp\":%d}", user, until.getEpochSecond());
        String said = HEADER + '.' + base64(claims);
        return said + '.' + base64(key.mac(said));
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public int size() {
        return authorizations.length;
    }

    public long first() {
        return first;
    }

    public long last() {
        return first + size() - 1;
    }

    /** The user of this index, which counts round and round. */
    public UserId user(long index) {
        return new UserId(first + index % size());
    }

    /** The header line that says who it is. */
    public byte[] authorization(UserId user) {
        return authorizations[Math.toIntExact(user.value() - first)];
    }
}
