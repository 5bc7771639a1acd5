package io.hongbao.reconcile.compare;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.reconcile.compare.KeyRanges.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

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

    /**
     * Packets of a day that are compared: those of some blocks, or all.
     *
     * @param blocks none where all are
     */
    public record Part(PacketDay day, NavigableSet<Long> blocks) {

        public Part {
            blocks = Collections.unmodifiableNavigableSet(new TreeSet<>(blocks));
        }

        public boolean whole() {
            return blocks.isEmpty();
        }

        /** Keys of packets that follow each other, each range without a gap. */
        public List<Range> ranges() {
            if (whole()) {
                return List.of(new Range(day.from(), day.to()));
            }
            var ranges = new ArrayList<Range>();
            for (long first : blocks) {
                if (!blocks.contains(first - 1)) {
                    ranges.add(new Range(keyOfBlock(first), keyOfBlock(endOf(first))));
                }
            }
            return ranges;
        }

        /** The first block after this one that is not among them. */
        long endOf(long block) {
            long end = block + 1;
            while (blocks.contains(end)) {
                end++;
            }
            return end;
        }

        private String keyOfBlock(long block) {
            return day.keyOf(block * Bucket.PACKETS);
        }

        /** The same for the same blocks, and for no others. */
        @Override
        public String toString() {
            return whole()
                    ? day.toString()
                    : day + " in " + blocks.size() + " blocks " + List.copyOf(blocks).hashCode();
        }
    }

    /** All packets of the day. */
    public Part whole() {
        return new Part(this, new TreeSet<>());
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

    /** The block in or beside which a key of the day is. */
    public static long blockOf(String key) {
        return sequenceOf(key) / Bucket.PACKETS;
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
