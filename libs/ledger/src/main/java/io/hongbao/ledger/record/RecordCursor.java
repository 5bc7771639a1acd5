package io.hongbao.ledger.record;

import io.hongbao.contracts.id.OrderNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where the next page of a list begins: after this record. Clients see opaque text. */
public record RecordCursor(Instant at, OrderNumber packet) {

    /** Longer text is no cursor. */
    private static final int LENGTH_MAX = 64;

    /** Beyond any stored time, and within what a datetime column can be compared with. */
    private static final long MILLIS_MAX = 253_402_300_799_999L;

    public static RecordCursor after(UserRecord record) {
        return new RecordCursor(record.at(), record.packet());
    }

    public String text() {
        String fields = at.toEpochMilli() + ":" + packet;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(fields.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty unless {@code text} is what {@link #text} makes. */
    public static Optional<RecordCursor> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            String fields =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            int colon = fields.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            long millis = Long.parseLong(fields, 0, colon, 10);
            if (millis < 0 || millis > MILLIS_MAX) {
                return Optional.empty();
            }
            return OrderNumber.parse(fields.substring(colon + 1))
                    .map(packet -> new RecordCursor(Instant.ofEpochMilli(millis), packet));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
