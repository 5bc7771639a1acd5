package io.hongbao.packet.order;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The order numbers of one table, leased from the SET in ranges. A number is given once in all
 * processes: ranges never overlap, since the row they come from only counts up, and a range is used
 * on the day of its lease only. What is left of a range at a stop or at midnight is lost. For one
 * lane alone.
 */
public final class OrderNumbers {

    private final SetId set;
    private final int table;
    private final int rangeSize;
    private final SetClock clock;
    private @Nullable LeasedRange range;

    public OrderNumbers(SetId set, int table, int rangeSize, SetClock clock) {
        this.set = set;
        this.table = table;
        this.rangeSize = rangeSize;
        this.clock = clock;
    }

    /** Takes ranges of sequence numbers, each committed before it is returned. */
    @FunctionalInterface
    public interface Leases {

        /** The next {@code size} numbers of the table. */
        Lease take(int table, int size);
    }

    /**
     * A range that nobody else has.
     *
     * @param first counts on without end; order numbers take it modulo 10¹⁰
     * @param leasedAt by the SET's clock
     */
    public record Lease(long first, Instant leasedAt) {}

    private static final class LeasedRange {
        private final LocalDate day;
        private final long end;
        private long next;

        LeasedRange(LocalDate day, long first, int size) {
            this.day = day;
            next = first;
            end = first + size;
        }
    }

    /** Makes sure that {@link #next} can be called {@code count} times today. */
    public void reserve(int count, Leases leases) {
        LeasedRange current = range;
        if (current != null
                && current.day.equals(clock.today())
                && current.end - current.next >= count) {
            return;
        }
        int size = Math.max(count, rangeSize);
        Lease lease = leases.take(table, size);
        clock.observe(lease.leasedAt());
        range = new LeasedRange(SetClock.dayOf(lease.leasedAt()), lease.first(), size);
    }

    /** The next number; it was reserved. */
    public OrderNumber next() {
        LeasedRange current = range;
        if (current == null || current.next >= current.end) {
            throw new IllegalStateException("must be reserved: table=" + table);
        }
        return OrderNumber.of(current.day, current.next++, set, table);
    }
}
