package io.hongbao.contracts.id;

import java.util.Optional;

/**
 * What a client chooses to make a call repeatable: 1 to 128 visible ASCII characters, scoped to the
 * user. {@code "abc"} in quotes and {@code abc} without are the same key.
 */
public record IdempotencyKey(String value) {

    public static final int LENGTH_MAX = 128;

    public IdempotencyKey {
        if (!valid(value)) {
            throw new IllegalArgumentException(
                    "must be 1 to 128 visible ASCII characters: length=" + value.length());
        }
    }

    /** The key in the header's value, without its quotes; empty when it breaks the rule. */
    public static Optional<IdempotencyKey> parse(String header) {
        String text = header.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        return valid(text) ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }

    private static boolean valid(String text) {
        return !text.isEmpty()
                && text.length() <= LENGTH_MAX
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return value;
    }
}
