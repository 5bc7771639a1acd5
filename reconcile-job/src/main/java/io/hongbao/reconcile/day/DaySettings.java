package io.hongbao.reconcile.day;

import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.read.ReadThrottle;
import io.hongbao.reconcile.single.MomentViews;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a day is reconciled.
 *
 * @param date the day, by Asia/Shanghai
 * @param daysBack packets of so many days before are compared as well: they lived on that day
 * @param lateAfter a cause is without its effect only after so long, and a packet open after its
 *     time
 * @param atOnce databases that are read at once
 * @param pace of each
 * @param findingsMax more are counted and not kept
 */
public record DaySettings(
        LocalDate date,
        int daysBack,
        Duration lateAfter,
        int atOnce,
        ReadThrottle pace,
        int findingsMax) {

    public static final int DAYS_BACK = 1;
    public static final Duration LATE_AFTER = Duration.ofMinutes(10);
    public static final int AT_ONCE = 4;
    public static final int FINDINGS_MAX = 10_000;

    private static final int DAYS_BACK_MAX = 31;

    public DaySettings {
        if (daysBack < 0 || daysBack > DAYS_BACK_MAX) {
            throw new IllegalArgumentException(
                    "must be 0 to " + DAYS_BACK_MAX + ": daysBack=" + daysBack);
        }
        if (atOnce < 1 || findingsMax < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: atOnce=" + atOnce + ", findingsMax=" + findingsMax);
        }
    }

    public static DaySettings of(LocalDate date) {
        return new DaySettings(
                date, DAYS_BACK, LATE_AFTER, AT_ONCE, ReadThrottle.FULL, FINDINGS_MAX);
    }

    /** What was to happen before has happened by {@code now}. */
    Instant settledAt(Instant now) {
        return now.minus(lateAfter);
    }

    /** The days whose packets are compared, the oldest first. */
    List<PacketDay> packetDays() {
        return days(daysBack);
    }

    /** The days whose moments may have been viewed on the day, the oldest first. */
    List<PacketDay> momentDays() {
        return days(Math.max(daysBack, MomentViews.DAYS_BACK));
    }

    private List<PacketDay> days(int back) {
        return IntStream.rangeClosed(0, back)
                .mapToObj(day -> new PacketDay(date.minusDays(back - day)))
                .toList();
    }
}
