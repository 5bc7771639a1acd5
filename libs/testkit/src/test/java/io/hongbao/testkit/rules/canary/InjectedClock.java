package io.hongbao.testkit.rules.canary;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Breaks no rule: the clock was given. */
record InjectedClock(Clock clock) {

    Instant now() {
        return Instant.now(clock);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
