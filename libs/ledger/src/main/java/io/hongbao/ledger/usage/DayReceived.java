package io.hongbao.ledger.usage;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.usage.DayUsage.Sum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The shares that were credited to a user on one day, by the clock of who wrote them. It limits
 * nothing.
 *
 * @param day by Asia/Shanghai
 */
public record DayReceived(LocalDate day, Sum shares) {

    /** On the day of {@code at}; a stored day that is later stays. */
    public static DayReceived of(@Nullable String stored, Instant at) {
        var today = new DayReceived(LocalDate.ofInstant(at, OrderNumber.ZONE), Sum.NONE);
        if (stored == null) {
            return today;
        }
        String[] parts = stored.split(" ", -1);
        var before =
                new DayReceived(
                        LocalDate.parse(parts[0], DateTimeFormatter.BASIC_ISO_DATE),
                        Sum.parse(parts[1], parts[2]));
        return before.day.isBefore(today.day) ? today : before;
    }

    /** As it is stored. */
    public String text() {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE) + ' ' + shares.text();
    }

    public DayReceived plus(Money share) {
        return new DayReceived(day, shares.plus(share));
    }

    /** Before {@code share}, which was the last. */
    public DayReceived without(Money share) {
        return new DayReceived(day, shares.minus(share));
    }
}
