package io.hongbao.reconcile;

import java.time.Clock;

/** Where time comes from. */
final class ClockConfig {

    private ClockConfig() {}

    static Clock clock() {
        return Clock.systemUTC();
    }
}
