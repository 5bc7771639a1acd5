package io.hongbao.packet.canary;

import java.time.Instant;

/** Asks the machine. */
final class InstantNow {

    Instant ask() {
        return Instant.now();
    }
}
