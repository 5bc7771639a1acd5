package io.hongbao.ledger.record;

import java.util.Locale;
import java.util.Optional;

/** The two lists of a user. */
public enum RecordDirection {
    SENT,
    RECEIVED;

    /** As it is stored and asked for: {@code sent}, {@code received}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
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
