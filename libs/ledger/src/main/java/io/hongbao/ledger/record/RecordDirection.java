package io.hongbao.ledger.record;

import java.util.Locale;
import java.util.Optional;

/** The lists of a user: of packets, and of moments. What others paid to see them is earned. */
public enum RecordDirection {
    SENT,
    RECEIVED,
    POSTED,
    SEEN,
    EARNED;

    /**
     * As it is stored and asked for: {@code sent}, {@code received}, {@code posted}, {@code seen}.
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a list of moments. */
    public boolean ofMoments() {
        return switch (this) {
            case SENT, RECEIVED -> false;
            case POSTED, SEEN, EARNED -> true;
        };
    }

    public static Optional<RecordDirection> parse(String text) {
        for (RecordDirection direction : values()) {
            if (direction.text().equals(text)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
