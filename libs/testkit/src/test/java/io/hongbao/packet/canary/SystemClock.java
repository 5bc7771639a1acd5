package io.hongbao.packet.canary;

import java.time.Clock;

/** Asks the machine. */
final class SystemClock {

    Clock ask() {
        return Clock.systemUTC();
    }
}
