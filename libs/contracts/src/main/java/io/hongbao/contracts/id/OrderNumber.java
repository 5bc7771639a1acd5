package io.hongbao.contracts.id;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The 22 digits that name a packet and say where its rows are: day {@code yyyyMMdd} in
 * Asia/Shanghai, a sequence of 10 digits, the SET (3 digits), the table (1 digit).
 *
 * <p>Source: WeChat's published red-packet design, where the order number alone routes a request.
 */
public record OrderNumber(String value) implements Comparable<OrderNumber> {

    public static final int LENGTH = 22;

    /** Sequences count modulo this. */
    public static final long SEQUENCE_MODULUS = 10_000_000_000L;

    public static final int TABLES = 10;

    /** The zone in which a day begins and ends. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int DAY_END = 8;
    private static final int SEQUENCE_END = 18;
    private static final int SET_END = 21;

    public OrderNumber {
        if (value.length() != LENGTH || !Digits.only(value)) {
            throw new IllegalArgumentException("must be 22 digits: orderNumber=" + value);
        }
        if (dayOf(value).isEmpty()) {
            throw new IllegalArgumentException("must begin with a day: orderNumber=" + value);
        }
    }

    /** The number made of its parts; {@code sequence} is taken modulo 10¹⁰. */
    public static OrderNumber of(LocalDate day, long sequence, SetId set, int table) {
        if (table < 0 || table >= TABLES) {
            throw new IllegalArgumentException("must be 0 to 9: table=" + table);
        }
        long ofDay = Math.floorMod(sequence, SEQUENCE_MODULUS);
        return new OrderNumber(
                day.format(DateTimeFormatter.BASIC_ISO_DATE)
                        + Long.toString(SEQUENCE_MODULUS + ofDay).substring(1)
                        + set
                        + table);
    }

    /** Empty unless {@code text} is an order number. */
    public static Optional<OrderNumber> parse(String text) {
        if (text.length() != LENGTH || !Digits.only(text) || dayOf(text).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OrderNumber(text));
    }

    public LocalDate day() {
        return dayOf(value).orElseThrow();
    }

    public long sequence() {
        return Long.parseLong(value, DAY_END, SEQUENCE_END, 10);
    }

    public SetId set() {
        return new SetId(Integer.parseInt(value, SEQUENCE_END, SET_END, 10));
    }

    public int table() {
        return value.charAt(SET_END) - '0';
    }

    @Override
    public int compareTo(OrderNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<LocalDate> dayOf(String digits) {
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(digits, 0, 4, 10),
                            Integer.parseInt(digits, 4, 6, 10),
                            Integer.parseInt(digits, 6, DAY_END, 10)));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
