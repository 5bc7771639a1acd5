package io.hongbao.events.outbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one outbox row: all events of one commit, one line each, fields separated by tabs in
 * the order {@code topic, partition, key, type, groups, signature, value}.
 */
public final class OutboxRow {

    private static final char FIELD_END = '\t';
    private static final char EVENT_END = '\n';
    private static final int FIELDS = 7;

    private OutboxRow() {}

    /** Refuses a field with a tab or a line break: JSON has none outside of escapes. */
    public static String encode(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("must have events: events=0");
        }
        var text = new StringBuilder(events.size() * 512);
        for (OutboxEvent event : events) {
            append(text, event.topic(), FIELD_END);
            append(text, Integer.toString(event.partition()), FIELD_END);
            append(text, event.key(), FIELD_END);
            append(text, event.type(), FIELD_END);
            append(text, event.groups(), FIELD_END);
            append(text, event.signature(), FIELD_END);
            append(text, event.value(), EVENT_END);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String field, char end) {
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            if (letter == FIELD_END || letter == EVENT_END || letter == '\r') {
                throw new IllegalArgumentException(
                        "must have no tab or line break: position=" + i + " code=" + (int) letter);
            }
        }
        text.append(field).append(end);
    }

    /** Throws {@code IllegalArgumentException} for a text that {@link #encode} did not make. */
    public static List<OutboxEvent> decode(String text) {
        if (text.isEmpty() || text.charAt(text.length() - 1) != EVENT_END) {
            throw new IllegalArgumentException(
                    "must end with a line break: length=" + text.length());
        }
        var events = new ArrayList<OutboxEvent>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(EVENT_END, start);
            events.add(decodeEvent(text.substring(start, end)));
            start = end + 1;
        }
        return events;
    }

    private static OutboxEvent decodeEvent(String line) {
        var fields = new ArrayList<String>(FIELDS);
        int start = 0;
        for (int end = line.indexOf(FIELD_END); end >= 0; end = line.indexOf(FIELD_END, start)) {
            fields.add(line.substring(start, end));
            start = end + 1;
        }
        fields.add(line.substring(start));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException(
                    "must have " + FIELDS + " fields: fields=" + fields.size());
        }
        return new OutboxEvent(
                fields.get(0),
                Integer.parseInt(fields.get(1)),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(6),
                fields.get(5));
    }
}
