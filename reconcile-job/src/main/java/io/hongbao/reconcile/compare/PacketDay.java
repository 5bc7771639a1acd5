package io.hongbao.reconcile.compare;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The packets whose numbers are of one day. All keys begin with the order number, so a day is a
 * range of keys in every table, and a partition in the SETs.
 */
public record PacketDay(LocalDate day) {

    /** What {@code to_seconds} gives for 1970-01-01. */
    private static final long TO_SECONDS_OF_EPOCH = 62_167_219_200L;

    private static final int SEQUENCE_DIGITS = 10;

    /** Where the keys of the day begin. */
    public String from() {
        return day.format(BASIC_ISO_DATE);
    }

    /** Where the keys of the next day begin. */
    public String to() {
        return day.plusDays(1).format(BASIC_ISO_DATE);
    }

    /** The key from which on packets have this sequence; the end of the day beyond the last. */
    String keyOf(long sequence) {
        return sequence >= 10_000_000_000L
                ? to()
                : from() + String.format(Locale.ROOT, "%010d", sequence);
    }

    /**
     * The sequence in a key of the day, whatever follows it. Of a key that has none, the one next
     * to which the key is: no larger a sequence's keys come before it.
     */
    static long sequenceOf(String key) {
        var digits = new StringBuilder(SEQUENCE_DIGITS);
        char fill = '0';
        for (int i = 8; i < key.length() && digits.length() < SEQUENCE_DIGITS; i++) {
            char each = key.charAt(i);
            if (each < '0' || each > '9') {
                fill = each < '0' ? '0' : '9';
                break;
            }
            digits.append(each);
        }
        while (digits.length() < SEQUENCE_DIGITS) {
            digits.append(fill);
        }
        return Long.parseLong(digits.toString());
    }

    /** The hour of {@link Bucket} as SQL: from UTC midnight before this day until {@code at}. */
    String hourSql(String at) {
        return String.format(
                Locale.ROOT,
                "(coalesce(to_seconds(%s), 0) - %d) div 3600",
                at,
                beginOf(0).getEpochSecond() + TO_SECONDS_OF_EPOCH);
    }

    /** When an hour of {@link Bucket} begins. */
    public Instant beginOf(int hour) {
        return midnight(day).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(hour * 3_600L);
    }

    /** The day begins at 16:00 UTC of the day before. */
    private static LocalDate midnight(LocalDate day) {
        return day.minusDays(1);
    }

    @Override
    public String toString() {
        return day.toString();
    }
}
