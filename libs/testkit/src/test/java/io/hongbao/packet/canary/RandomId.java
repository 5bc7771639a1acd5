package io.hongbao.packet.canary;

import java.util.UUID;

/** Asks the machine. */
final class RandomId {

    UUID ask() {
        return UUID.randomUUID();
    }
}
