package io.hongbao.packet.canary;

/** Asks the machine. */
final class Milliseconds {

    long ask() {
        return System.currentTimeMillis();
    }
}
