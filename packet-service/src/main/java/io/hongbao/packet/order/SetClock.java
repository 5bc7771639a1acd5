package io.hongbao.packet.order;

import io.hongbao.contracts.id.OrderNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * An estimate of a SET's clock: ours, corrected by what the SET said last. Good for times that are
 * written down and for choosing when to ask; what decides about money is the SET's own clock, in
 * the statement that writes.
 */
public final class SetClock {

    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public SetClock(Clock clock) {
        this.clock = clock;
    }

    /** The SET said that it was {@code setNow} a moment ago. */
    public void observe(Instant setNow) {
        ahead = Duration.between(clock.instant(), setNow);
    }

    /** In whole milliseconds, as the tables keep them. */
    public Instant now() {
        return clock.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    LocalDate today() {
        return dayOf(now());
    }

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, OrderNumber.ZONE);
    }
}
