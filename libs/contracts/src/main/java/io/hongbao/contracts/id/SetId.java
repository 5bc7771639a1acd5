package io.hongbao.contracts.id;

/** The name of a SET, 000 to 999: one physical database and everything that belongs to it. */
public record SetId(int number) implements Comparable<SetId> {

    public static final int MAX = 999;

    public SetId {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("must be 0 to 999: set=" + number);
        }
    }

    /** Throws {@link IllegalArgumentException} unless {@code text} is three digits. */
    public static SetId parse(String text) {
        if (text.length() != 3 || !Digits.only(text)) {
            throw new IllegalArgumentException("must be three digits: set=" + text);
        }
        return new SetId(Integer.parseInt(text));
    }

    @Override
    public int compareTo(SetId other) {
        return Integer.compare(number, other.number);
    }

    /** The three digits, as in order numbers, files, metrics and logs. */
    @Override
    public String toString() {
        // Part of every metric and route: a formatter would cost more than the look-up.
        return Integer.toString(MAX + 1 + number).substring(1);
    }
}
