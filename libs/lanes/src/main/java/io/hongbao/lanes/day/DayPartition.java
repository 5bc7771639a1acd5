package io.hongbao.lanes.day;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a table that ends where {@code end} begins. It holds one day, or, before the first
 * day and where days had no rows, all of a gap.
 */
public record DayPartition(String name, LocalDate end) {

    /** Holds what no other does; empty as long as days are made ahead. */
    public static final String LATER = "p_later";

    private static final String DAY_PREFIX = "p";
    private static final String GAP_PREFIX = "p_before_";

    static DayPartition of(LocalDate day) {
        return new DayPartition(nameOf(day), day.plusDays(1));
    }

    public static String nameOf(LocalDate day) {
        return DAY_PREFIX + day.format(BASIC_ISO_DATE);
    }

    private static DayPartition before(LocalDate day) {
        return new DayPartition(GAP_PREFIX + day.format(BASIC_ISO_DATE), day);
    }

    /** Whether it is for one day, the one before its end. */
    public boolean ofOneDay() {
        return name.equals(nameOf(end.minusDays(1)));
    }

    /** Its part of a list of partitions. */
    String definition() {
        return "partition " + name + " values less than ('" + end.format(BASIC_ISO_DATE) + "')";
    }

    /**
     * The partitions that follow those made until now, so that each of these days has one.
     *
     * @param madeUntil where the last partition ends, or null when there is none
     */
    static List<DayPartition> next(@Nullable LocalDate madeUntil, Collection<LocalDate> days) {
        var next = new ArrayList<DayPartition>();
        LocalDate end = madeUntil;
        for (LocalDate day : new TreeSet<>(days)) {
            if (end != null && day.isBefore(end)) {
                continue;
            }
            if (end == null || day.isAfter(end)) {
                next.add(before(day));
            }
            next.add(of(day));
            end = day.plusDays(1);
        }
        return next;
    }
}
