package io.hongbao.packet.canary;

/** Asks the machine. */
final class RandomNumber {

    double ask() {
        return Math.random();
    }
}
