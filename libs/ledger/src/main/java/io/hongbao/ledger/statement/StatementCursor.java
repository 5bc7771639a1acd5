package io.hongbao.ledger.statement;

import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of a statement begins: after all lines of before. Clients see opaque text.
 *
 * @param number after the credit of this number
 * @param at of the other lines, after the one that was posted then and …
 * @param last … has this identity
 */
public record StatementCursor(long number, Instant at, TransferId last) {

    /** Longer text is no cursor. */
    private static final int LENGTH_MAX = 320;

    private static final int FIELDS = 4;

    /** Beyond any stored time, and within what a datetime column can be compared with. */
    private static final long MILLIS_MAX = 253_402_300_799_999L;

    /** Before every line. */
    static final StatementCursor START =
            new StatementCursor(
                    Long.MAX_VALUE,
                    Instant.ofEpochMilli(MILLIS_MAX),
                    new TransferId(TransferKind.TOP_UP, ""));

    StatementCursor after(StatementLine line) {
        return line.number() > 0
                ? new StatementCursor(line.number(), at, last)
                : new StatementCursor(number, line.at(), line.id());
    }

    public String text() {
        String fields =
                number + "/" + at.toEpochMilli() + "/" + last.kind() + "/" + last.businessNumber();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(fields.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty unless {@code text} is what {@link #text} makes. */
    public static Optional<StatementCursor> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            String[] fields =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                            .split("/", FIELDS);
            if (fields.length != FIELDS) {
                return Optional.empty();
            }
            var cursor =
                    new StatementCursor(
                            Long.parseLong(fields[0]),
                            Instant.ofEpochMilli(Long.parseLong(fields[1])),
                            new TransferId(TransferKind.valueOf(fields[2]), fields[3]));
            return cursor.isPlace() ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isPlace() {
        long millis = at.toEpochMilli();
        return number > 0 && millis >= 0 && millis <= MILLIS_MAX;
    }
}
