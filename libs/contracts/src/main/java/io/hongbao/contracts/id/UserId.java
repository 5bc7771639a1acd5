package io.hongbao.contracts.id;

import java.util.Optional;

/** A user, as the chat or payment product that embeds the suite numbers them: 1 and up. */
public record UserId(long value) implements Comparable<UserId> {

    private static final int DIGITS_MAX = 19;

    public UserId {
        if (value < 1) {
            throw new IllegalArgumentException("must be >= 1: userId=" + value);
        }
    }

    /** Empty unless {@code text} is a user id in plain decimal digits without leading zeros. */
    public static Optional<UserId> parse(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX || text.charAt(0) == '0') {
            return Optional.empty();
        }
        if (!Digits.only(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(Long.parseLong(text)));
        } catch (NumberFormatException beyondLong) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
